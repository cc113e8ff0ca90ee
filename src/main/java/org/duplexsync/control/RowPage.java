package org.duplexsync.control;

import java.util.List;

/**
 * Part of a long list of rows.
 *
 * @param total how many rows the list has in all
 * @param rows those asked for, fewer at the list's end
 */
public record RowPage(long total, List<PlanRow> rows) {}
