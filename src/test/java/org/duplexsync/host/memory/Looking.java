package org.duplexsync.host.memory;

import java.util.Objects;
import org.duplexsync.host.Expected;
import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.jspecify.annotations.Nullable;

/** What stands somewhere, and whether it is what was planned. */
final class Looking {
  private Looking() {}

  static Seen look(DiskCalls calls, RelPath path) {
    try {
      Node node = calls.find(path);
      return node == null ? Seen.ABSENT : new Seen.Present(node.entry());
    } catch (Errno e) {
      return new Seen.Unknown(e.getMessage());
    }
  }

  static @Nullable Entry entry(DiskCalls calls, RelPath path) {
    return look(calls, path) instanceof Seen.Present present ? present.entry() : null;
  }

  /** As planned, before anything of ours touched it. */
  static boolean asPlanned(Seen seen, Entry expected) {
    return seen instanceof Seen.Present(Entry now)
        && same(now, expected)
        && (now.isDirectory() || now.id().ctime().equals(expected.id().ctime()));
  }

  /** As planned, or if it may have grown the same file and not shorter. */
  static boolean asPlanned(Seen seen, Expected file) {
    Entry planned = file.entry();
    return asPlanned(seen, planned)
        || (file.grown()
            && seen instanceof Seen.Present(Entry now)
            && now.isFile()
            && now.id().inode() == planned.id().inode()
            && now.mode() == planned.mode()
            && now.size() >= planned.size());
  }

  /** The same, but for the ctime, which renames move. */
  static boolean cameOut(Seen seen, Entry expected) {
    return seen instanceof Seen.Present(Entry now) && same(now, expected);
  }

  static boolean isThere(Seen seen, Entry expected) {
    return seen instanceof Seen.Present(Entry now)
        && now.id().inode() == expected.id().inode()
        && now.kind() == expected.kind();
  }

  private static boolean same(Entry now, Entry expected) {
    if (now.kind() != expected.kind() || now.id().inode() != expected.id().inode()) {
      return false;
    }
    if (now.isDirectory()) {
      return true;
    }
    return now.size() == expected.size()
        && now.mtime().equals(expected.mtime())
        && now.mode() == expected.mode()
        && now.owner().equals(expected.owner())
        && Objects.equals(now.target(), expected.target());
  }
}
