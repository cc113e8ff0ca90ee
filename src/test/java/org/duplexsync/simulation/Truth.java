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
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/** What both trees hold, in a form that can be compared. */
final class Truth {
  /** These are not carried over. */
  private static final int SET_IDS = 06000;

  private Truth() {}

  /** What stands at one path; directories' times don't count. */
  record Line(String what, Instant mtime) {
    boolean sameAs(@Nullable Line other) {
      return other != null && what.equals(other.what) && Entry.sameTime(mtime, other.mtime);
    }
  }

  /** Without what the filter leaves out. */
  static Map<String, Line> tree(World world, Side side) {
    var all = new TreeMap<String, Line>();
    try {
      describe(world, side, "", all);
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

  private static void describe(World world, Side side, String directory, Map<String, Line> all)
      throws Errno {
    MemoryUser user = world.admin(side);
    for (Bytes name : user.names(directory)) {
      String path = Deeds.join(directory, name);
      Entry entry = user.entry(path);
      if (world.traits().filter().excludes(RelPath.of(path), entry.isDirectory())) {
        continue;
      }
      Instant time = entry.isFile() ? entry.mtime() : Instant.EPOCH;
      String whose = world.traits().owners() ? " " + entry.owner() + ":" + entry.group() : "";
      all.put(path, new Line(describe(user, path, entry) + whose, time));
      if (entry.isDirectory()) {
        describe(world, side, path, all);
      }
    }
  }

  private static String describe(MemoryUser user, String path, Entry entry) throws Errno {
    return switch (entry.kind()) {
      case FILE -> "file %o %s".formatted(entry.mode() & ~SET_IDS, Content.sha256(user.read(path)));
      case DIRECTORY -> "directory %o".formatted(entry.mode() & ~SET_IDS);
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
