package org.duplexsync.control;

import java.util.List;
import java.util.Set;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.RelPath;

/**
 * Long lists of rows by place, for tables that show any part of a million rows. A list stays as it
 * was found until its beginning is asked for again: rows don't leave it because they were decided.
 * The query's own paging is not looked at.
 */
public interface RowLists {
  /** Rows from this place on, at most {@code count}. */
  RowPage page(RowQuery query, RowOrder order, int from, int count) throws ControlException;

  /** The paths from this place on up to that one, without reading the rows. */
  List<RelPath> paths(RowQuery query, RowOrder order, int from, int to) throws ControlException;

  /** The place of a path in a list, or of the next one if the list is sorted by path; -1: none. */
  int place(RowQuery query, RowOrder order, RelPath path) throws ControlException;

  /**
   * The first place from this one on, from the top again after the last, at which a name begins
   * with these letters, large or small; -1: none.
   */
  int startingWith(RowQuery query, RowOrder order, String letters, int from)
      throws ControlException;

  /**
   * What lies where in a list: its rows in so many parts of the same length, and the kinds of rows
   * that are in each part.
   */
  List<Set<Bucket>> overview(RowQuery query, RowOrder order, int parts) throws ControlException;

  /**
   * Which entries right in a directory are, or lead to, rows that the query selects, in path order;
   * entries without any are left out. Reaches no server.
   */
  List<Matches> matches(RowQuery query, RelPath directory) throws ControlException;
}
