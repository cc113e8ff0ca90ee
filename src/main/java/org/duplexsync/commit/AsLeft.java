package org.duplexsync.commit;

import org.duplexsync.model.Action;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Intent;
import org.jspecify.annotations.Nullable;

/**
 * What an action left at its path, though the look at it came late. What happened there since is a
 * change of that side like any other: were it taken for the action's result, the sides would have
 * agreed on nothing, and a later delete on the other side would look like a file it never had.
 */
final class AsLeft {
  private static final int COMPARED_MODE = 01777;

  private AsLeft() {}

  /**
   * @param now what stands there, null: nothing
   */
  static @Nullable Entry by(Intent intent, @Nullable Entry now) {
    return switch (intent.action()) {
      case Action.Delete _ -> null;
      case Action.MakeDirectory _, Action.SetMetadata _ -> now;
      case Action.Move move when intent.stage() == null -> unlessSame(move.target(), now);
      case Action.Copy _, Action.KeepBeside _, Action.Move _ -> unlessSame(intent.staged(), now);
    };
  }

  /**
   * A commit changes the ctime: with the old one the next look compares the content. So it does of
   * each file, for one that was edited since may look the same.
   */
  private static @Nullable Entry unlessSame(@Nullable Entry left, @Nullable Entry now) {
    boolean same =
        left == null
            || (now != null
                && !now.isFile()
                && now.kind() == left.kind()
                && now.id().inode() == left.id().inode()
                && now.looksLike(left)
                && ((now.mode() ^ left.mode()) & COMPARED_MODE) == 0);
    return same ? now : left;
  }
}
