/**
 * Include and exclude rules with rsync's meaning (rsync(1), FILTER RULES and PATTERN MATCHING
 * RULES), on bytes. A {@link org.duplexsync.filter.FilterSet} answers whether a path is hidden, in
 * time linear in the path's length whatever the pattern; {@link org.duplexsync.filter.FilterCursor}
 * answers faster for sorted streams. Checked against the real rsync on generated rules and trees.
 */
@NullMarked
package org.duplexsync.filter;

import org.jspecify.annotations.NullMarked;
