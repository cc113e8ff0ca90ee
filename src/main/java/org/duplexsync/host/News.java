package org.duplexsync.host;

import java.time.Duration;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/** What a {@link Watch} tells. */
public sealed interface News {
  /**
   * What changes from now on is told. Comes after the whole tree was walked, and again when it is
   * watched in another way or polls cost something else.
   *
   * @param directories how many of them inotify watches
   * @param polling what is found by polls only, null if nothing is
   */
  record Watching(long directories, @Nullable Polling polling) implements News {}

  /**
   * @param interval from one poll to the next: what changes is told that much later at most
   * @param cost of one poll on the host
   * @param why not by inotify
   */
  record Polling(Duration interval, Duration cost, String why) {}

  /** One path to look at. If it was a directory and is gone, so is all below it. */
  record Dirty(RelPath path, Hint hint) implements News {}

  /** Names right in this directory (the root, too) came or went: {@link Scope.Children}. */
  record Inside(RelPath directory) implements News {}

  /**
   * This path (the root, too) and all below it must be listed: {@link Scope.Below}. A directory
   * appeared, was moved here or became readable. Told after the watches in it are set, so that a
   * listing made now and the news that follow miss nothing.
   */
  record Below(RelPath path) implements News {}

  /** Events were lost, or were too many to keep: anything may have changed. */
  record Overflow() implements News {}

  /**
   * The kernel gives no more watches; a {@link Watching} with polling follows.
   *
   * @param limit {@code fs.inotify.max_user_watches} (or what {@link WatchSpec#watches} allows);
   *     all programs of the account share it
   * @param needed the limit under which the whole root would be watched, as it is now
   */
  record WatchLimit(long needed, long limit) implements News {
    /** What to do, for a person; leaves room for the root to grow. */
    public String advice() {
      long better = Math.max(65_536, Math.ceilDiv(needed + needed / 4, 65_536) * 65_536);
      return "the limit of "
          + limit
          + " watched directories (fs.inotify.max_user_watches) is used up and "
          + needed
          + " are needed; as root type: sysctl fs.inotify.max_user_watches="
          + better
          + " (and write it into /etc/sysctl.d/duplex.conf to keep it)";
    }
  }

  /**
   * The watch has ended and nothing else follows: the root was moved, deleted, unmounted or covered
   * by a mount.
   *
   * @param reason a sentence
   */
  record Ended(String reason) implements News {}

  /** What the latest event of a path was. A hint only: the look decides. */
  enum Hint {
    /** Made or written to and not closed yet, as far as was heard. */
    WRITING,
    /** Closed after writing, or made complete (a link, a hard link). */
    WRITTEN,
    /** Mode, owner, times or attributes; says nothing about who writes to it. */
    TOUCHED,
    /** Deleted or moved away. */
    GONE,
    /**
     * Moved here, exchanged, or replaced by a rename. Of a directory {@link Below} follows once it
     * is watched.
     */
    ARRIVED
  }
}
