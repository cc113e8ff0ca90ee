/**
 * What an operator is told while looking elsewhere: {@link org.duplexsync.ui.notices.Watcher} says
 * what, {@link org.duplexsync.ui.notices.Notices} whether and where.
 */
@NullMarked
package org.duplexsync.ui.notices;

import org.jspecify.annotations.NullMarked;
