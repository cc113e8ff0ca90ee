package org.duplexsync.ui.table;

import org.duplexsync.model.RelPath;

/**
 * Rows that lie one behind the other, by what was seen of them.
 *
 * @param count with both
 */
public record Span(RelPath first, RelPath last, int count) {}
