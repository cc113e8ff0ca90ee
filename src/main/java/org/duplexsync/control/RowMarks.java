package org.duplexsync.control;

import java.util.List;
import org.duplexsync.model.RelPath;

/**
 * The pages of a long list of rows, so that any of them can be asked for: page {@code k} lies
 * behind the path {@code ends.get(k - 1)}, the first one behind none.
 *
 * @param rows how many rows there are in all
 * @param ends the last path of each full page
 */
public record RowMarks(long rows, List<RelPath> ends) {}
