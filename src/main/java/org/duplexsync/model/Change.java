package org.duplexsync.model;

import java.util.Set;

/** What happened to a path on one side since the baseline. */
public sealed interface Change {
  /** As agreed; without a baseline: absent. */
  record None() implements Change {}

  record Created() implements Change {}

  /**
   * @param fields what changed; holds {@link Field#CONTENT}
   */
  record Edited(Set<Field> fields) implements Change {}

  /** Same bytes; {@link Field#CONTENT} among the fields means that the mtime moved. */
  record Metadata(Set<Field> fields) implements Change {}

  record Deleted() implements Change {}

  /**
   * This path (the new name) was {@code from} on this side, with the same bytes; {@code edited}:
   * its mode, owner, group or mtime changed as well.
   */
  record Moved(RelPath from, boolean edited) implements Change {}

  record Retyped(Kind from, Kind to) implements Change {}

  /** Edited, but its mtime is older than agreed. */
  record WentBack(Set<Field> fields) implements Change {}

  /** Can't be told; never taken for {@link Deleted}. */
  record Unknown(String reason) implements Change {}
}
