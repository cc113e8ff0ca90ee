package org.duplexsync.simulation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.duplexsync.host.memory.Content;
import org.duplexsync.host.memory.Errno;
import org.duplexsync.host.memory.MemoryUser;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/** What both trees hold, in a form that can be compared. */
final class Truth {
  private Truth() {}

  /** What stands at one path; directories' times don't count. */
  record Line(String what, Instant mtime) {
    boolean sameAs(@Nullable Line other) {
      return other != null && what.equals(other.what) && Entry.sameTime(mtime, other.mtime);
    }
  }

  static Map<String, Line> tree(World world, Side side) {
    var all = new TreeMap<String, Line>();
    try {
      describe(world.admin(side), "", all);
    } catch (Errno e) {
      throw new IllegalStateException(e);
    }
    return all;
  }

  static boolean same(World world) {
    Map<String, Line> a = tree(world, Side.A);
    Map<String, Line> b = tree(world, Side.B);
    return a.keySet().equals(b.keySet())
        && a.entrySet().stream().allMatch(line -> line.getValue().sameAs(b.get(line.getKey())));
  }

  private static void describe(MemoryUser user, String directory, Map<String, Line> all)
      throws Errno {
    for (Bytes name : user.names(directory)) {
      String path = Work.join(directory, name);
      Entry entry = user.entry(path);
      Instant time = entry.isFile() ? entry.mtime() : Instant.EPOCH;
      all.put(path, new Line(describe(user, path, entry), time));
      if (entry.isDirectory()) {
        describe(user, path, all);
      }
    }
  }

  private static String describe(MemoryUser user, String path, Entry entry) throws Errno {
    return switch (entry.kind()) {
      case FILE -> "file %o %s".formatted(entry.mode(), Content.sha256(user.read(path)));
      case DIRECTORY -> "directory %o".formatted(entry.mode());
      case SYMLINK -> "link " + entry.target();
      case OTHER -> "other";
    };
  }

  /** Names of what is left in a side's stage directory. */
  static List<String> stages(World world, Side side) {
    try {
      return world.disk(side).names("srv/tmp/.pair").stream().map(Bytes::toString).toList();
    } catch (Errno absent) {
      return List.of();
    }
  }
}
