/**
 * What is known of the selected row, below the rows: one sheet of several. {@link
 * org.duplexsync.ui.details.Details} holds them; a further way to look at a path (its differences,
 * its history) is one more {@link org.duplexsync.ui.details.Sheet}.
 */
@NullMarked
package org.duplexsync.ui.details;

import org.jspecify.annotations.NullMarked;
