package org.duplexsync.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One step that brings the sides together; {@link #on} is the side that is written. */
public sealed interface Action {
  RelPath path();

  Side on();

  /**
   * Makes {@code path} on {@code on} what {@code source} is on the other side: content, kind,
   * mtime, mode (and owner and group where they may be set).
   *
   * @param source as it must still be on the other side
   * @param target as it must still be on this side; null: absent
   */
  record Copy(RelPath path, Side on, Entry source, @Nullable Entry target) implements Action {}

  record MakeDirectory(RelPath path, Side on, Entry source, @Nullable Entry target)
      implements Action {}

  /** Removes a file, link or empty directory; files and links are kept as a version. */
  record Delete(RelPath path, Side on, Entry target) implements Action {}

  record SetMetadata(RelPath path, Side on, Set<Field> fields, Entry source, Entry target)
      implements Action {}

  /** Renames on one side; no bytes travel. */
  record Move(RelPath from, RelPath path, Side on, Entry target) implements Action {}

  /**
   * Copies a file or link to a second, free name, so that both contents stay.
   *
   * @param of where the content lies, as {@code source} says, on {@code from}: the written side
   *     itself or the other one
   */
  record KeepBeside(RelPath of, Side from, RelPath path, Side on, Entry source) implements Action {}
}
