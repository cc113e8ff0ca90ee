/**
 * Rows of a plan as a list that holds only the pages being looked at ({@link
 * org.duplexsync.ui.table.PagedRows}), and what a typed filter means.
 */
@NullMarked
package org.duplexsync.ui.table;

import org.jspecify.annotations.NullMarked;
