package org.duplexsync.host;

import java.util.Set;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Field;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * One step of a commit, by names relative to an opened and verified parent directory. Stage and
 * version names: 1 to 64 of {@code [A-Za-z0-9-]}; a version may lie one directory deeper ({@code
 * RUN/NAME}).
 */
public sealed interface Step {
  /**
   * Brings a staged file, link or empty directory into the tree. With {@code expected} null the
   * name must be free; else what stands there is exchanged out, looked at, and becomes the version
   * (a directory must be empty and is removed).
   *
   * @param hash of the staged content, by which a settling knows it again after a loss of power;
   *     null where it has none or is not known
   */
  record Put(
      RelPath path,
      String stage,
      Entry staged,
      @Nullable Entry expected,
      @Nullable String version,
      @Nullable Sha256 hash)
      implements Step {
    public Put(
        RelPath path,
        String stage,
        Entry staged,
        @Nullable Entry expected,
        @Nullable String version) {
      this(path, stage, staged, expected, version, null);
    }
  }

  /** Renames a file or link out of the tree; it is the version. */
  record Remove(RelPath path, Entry expected, String version) implements Step {}

  record MakeDirectory(RelPath path, int mode) implements Step {}

  record RemoveDirectory(RelPath path, Entry expected) implements Step {}

  /** Renames within the root; the new name must be free. */
  record Move(RelPath from, RelPath to, Entry expected) implements Step {}

  /** Exchanges two names. */
  record Swap(RelPath one, Entry expectedOne, RelPath two, Entry expectedTwo) implements Step {}

  /**
   * Moves out to the temp dir, to break a cycle of moves.
   *
   * @param version its name if it can't go on, nor back
   */
  record Park(RelPath path, String stage, Entry expected, @Nullable String version)
      implements Step {}

  /**
   * Sets what {@code fields} names from {@code values}; CONTENT means the mtime alone. Never
   * through a symlink.
   */
  record SetMetadata(RelPath path, Entry expected, Set<Field> fields, Entry values)
      implements Step {}
}
