package org.duplexsync.faults;

import java.util.Map;
import java.util.Set;
import org.duplexsync.model.Side;

/**
 * One change that a user's program made on one side.
 *
 * @param number rises by one with each act of both sides
 * @param mark the write's own mark, empty: no write
 * @param path the file or directory
 * @param away each path that the act took away or changed in place, with the content it held
 * @param came each path that the act gave a content, with that content
 * @param detached an open file was written that the name did no longer lead to
 */
record Act(
    int number,
    Side side,
    Doing doing,
    String path,
    String mark,
    Map<String, String> away,
    Map<String, String> came,
    boolean detached) {
  enum Doing {
    REPLACE,
    LINK,
    APPEND,
    REWRITE,
    DELETE,
    MOVE,
    CHMOD,
    MKDIR,
    RMTREE,
    MOVETREE,
    /** The whole tree was put back to an older copy. */
    ROLLBACK
  }

  Act {
    away = Map.copyOf(away);
    came = Map.copyOf(came);
  }

  boolean write() {
    return !mark.isEmpty();
  }

  /** Marks of all contents that this act saw. */
  Set<String> saw() {
    return Marks.in(String.join("", away.values()));
  }

  /** Marks that are gone from its side for the reason that a user wanted it so. */
  Set<String> destroyed() {
    return switch (doing) {
      case REPLACE, LINK, REWRITE, DELETE, RMTREE, ROLLBACK -> saw();
      case APPEND, MOVE, CHMOD, MKDIR, MOVETREE -> Set.of();
    };
  }

  /** Paths at which a user no longer wanted this content. */
  Map<String, String> removed() {
    return switch (doing) {
      case DELETE, RMTREE, MOVE, MOVETREE -> away;
      case REPLACE, LINK, APPEND, REWRITE, CHMOD, MKDIR, ROLLBACK -> Map.of();
    };
  }

  @Override
  public String toString() {
    return number
        + " "
        + side
        + " "
        + doing
        + " "
        + path
        + " "
        + mark
        + (detached ? " (detached)" : "")
        + (away.isEmpty() ? "" : " away " + brief(away))
        + (doing == Doing.MOVE || doing == Doing.MOVETREE ? " to " + came.keySet() : "");
  }

  private static String brief(Map<String, String> contents) {
    var text = new StringBuilder();
    contents.forEach((path, content) -> text.append(path).append(Marks.in(content)).append(' '));
    return text.toString().strip();
  }
}
