package org.duplexsync.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/** What stands right in a directory, found by leaps over what is below: two looks for each name. */
final class Children {
  private Children() {}

  /**
   * @param rows a table and the condition on its first key column, such as {@code item WHERE plan}
   */
  static List<RelPath> of(Session session, String rows, Object key, RelPath directory)
      throws SQLException {
    List<RelPath> children = new ArrayList<>();
    byte[] from = directory.isRoot() ? new byte[] {1} : Ranges.start(directory);
    RelPath next = first(session, rows, key, from, directory);
    while (next != null) {
      RelPath child = child(next, directory);
      boolean itself = child.equals(next);
      if (itself) {
        children.add(child);
      }
      // "a.txt" stands between "a" and "a/x"
      byte[] behind = itself ? behind(child) : Ranges.end(child);
      next = first(session, rows, key, behind, directory);
    }
    return children;
  }

  private static byte[] behind(RelPath path) {
    byte[] bytes = path.toArray();
    return java.util.Arrays.copyOf(bytes, bytes.length + 1);
  }

  private static @Nullable RelPath first(
      Session session, String rows, Object key, byte[] from, RelPath directory)
      throws SQLException {
    String sql = "SELECT path FROM " + rows + " = ? AND path >= ?";
    return directory.isRoot()
        ? session.first(sql + " ORDER BY path LIMIT 1", r -> RelPath.of(r.getBytes(1)), key, from)
        : session.first(
            sql + " AND path < ? ORDER BY path LIMIT 1",
            r -> RelPath.of(r.getBytes(1)),
            key,
            from,
            Ranges.end(directory));
  }

  private static RelPath child(RelPath below, RelPath directory) {
    int start = directory.isRoot() ? 0 : directory.length() + 1;
    int end = start;
    while (end < below.length() && below.at(end) != '/') {
      end++;
    }
    return RelPath.of(below.toArray(), 0, end);
  }
}
