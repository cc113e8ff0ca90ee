package org.duplexsync.commit;

import org.duplexsync.model.Action;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Kind;
import org.jspecify.annotations.Nullable;

/** The order of a commit; a phase is over on both sides before the next one begins. */
enum Phase {
  /** Second copies of what will be replaced. */
  ASIDE(false),
  /** Directories top-down, and moves by what they need. */
  STRUCTURE(false),
  /** Contents and metadata of files. */
  CONTENT(false),
  /** Symlinks: a deployment's {@code current} must not lead. */
  LINKS(false),
  /** Deletes bottom-up; what takes the place of a directory. */
  REMOVALS(true),
  /** Modes of directories, bottom-up: they may take away the right to write below. */
  MODES(true);

  private final boolean reverse;

  Phase(boolean reverse) {
    this.reverse = reverse;
  }

  /** Its rows are read in reverse path order: what is below a directory before the directory. */
  boolean reverse() {
    return reverse;
  }

  static Phase of(Action action) {
    return switch (action) {
      case Action.KeepBeside _ -> ASIDE;
      case Action.MakeDirectory _, Action.Move _ -> STRUCTURE;
      case Action.Copy copy -> isDirectory(copy.target()) ? REMOVALS : content(copy.source());
      case Action.SetMetadata set -> set.target().isDirectory() ? MODES : content(set.target());
      case Action.Delete _ -> REMOVALS;
    };
  }

  private static Phase content(Entry entry) {
    return entry.kind() == Kind.SYMLINK ? LINKS : CONTENT;
  }

  private static boolean isDirectory(@Nullable Entry entry) {
    return entry != null && entry.isDirectory();
  }
}
