package org.duplexsync.simulation;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.duplexsync.host.memory.Errno;
import org.duplexsync.host.memory.MemoryUser;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/** What people and programs do in the trees, at random. */
final class Work {
  /** No time stamp of a disk is coarser. */
  private static final Duration TICK = Duration.ofMillis(4);

  private final World world;
  private final RandomGenerator random;
  private final Tally tally;
  private final Held held;
  private final Deeds deeds;
  private @Nullable Acts acts;

  Work(World world, RandomGenerator random, Tally tally, Held held) {
    this.world = world;
    this.random = random;
    this.tally = tally;
    this.held = held;
    this.deeds = new Deeds(world, random);
  }

  /** Somebody watches what people do. */
  void watchedBy(Acts watcher) {
    acts = watcher;
  }

  /** Nobody takes rights away from now on. */
  void gentle() {
    deeds.gentle();
  }

  /** Something that isn't the engine's doing. */
  void around(Runnable deed) {
    Acts watcher = acts;
    if (watcher == null) {
      deed.run();
      return;
    }
    watcher.before();
    deed.run();
    watcher.after();
  }

  /** Whether a program wrote this to a file that it held open. */
  boolean wroteByHandle(String content) {
    return deeds.wroteByHandle(content);
  }

  /** Other content of the same size, with the old time put back, as some tools do. */
  void covertly(Side side) {
    MemoryUser user = world.user(side);
    List<String> files = Deeds.paths(user, false);
    if (files.isEmpty()) {
      return;
    }
    String file = deeds.pick(files);
    held.before();
    around(() -> {
      try {
        Entry before = user.entry(file);
        if (before.isFile() && before.size() > 0) {
          user.write(file, deeds.sameSize(user.read(file)));
          user.setTime(file, before.mtime());
          if (user.entry(file).equals(before)) {
            // within the tick of the write before it nothing but the content could tell
            world.time().pass(TICK);
            user.setTime(file, before.mtime());
          }
          tally.add("work: edit with the old time");
          tally.note("  %s on %s".formatted(file, side));
        }
      } catch (Errno refused) {
        tally.add("work: refused");
      }
    });
    held.after();
  }

  /** Does one thing on one side; what the rights refuse is left undone. */
  void once(Side side) {
    held.before();
    around(() -> {
      try {
        String what = act(side, world.user(side));
        tally.add("work: " + what);
      } catch (Errno refused) {
        tally.add("work: refused");
      }
    });
    held.after();
    world.time().pass(Duration.ofMillis(random.nextInt(20) == 0 ? 5000 : random.nextInt(40)));
  }

  /** The same new content under the same name on both sides. */
  void same() {
    String path = deeds.fresh(world.user(Side.A));
    byte[] content = deeds.content();
    held.before();
    around(() -> {
      for (Side side : Side.values()) {
        try {
          world.user(side).write(path, content);
        } catch (Errno refused) {
          tally.add("work: refused");
        }
      }
    });
    held.after();
    tally.add("work: same on both");
  }

  private String act(Side side, MemoryUser user) throws Errno {
    List<String> files = Deeds.paths(user, false);
    List<String> directories = Deeds.paths(user, true);
    if (files.isEmpty() || random.nextInt(6) == 0) {
      return deeds.make(user);
    }
    String file = deeds.pick(files);
    return switch (random.nextInt(22)) {
      case 0, 1, 2 -> deeds.edit(user, file);
      case 3 -> deeds.save(user, file);
      case 4, 5, 6 -> deeds.delete(user, file);
      case 7, 8 -> deeds.move(user, file);
      case 9 -> deeds.rotate(user, file);
      case 10 -> deeds.touch(user, file);
      case 11 -> deeds.chmod(user, file);
      case 12 -> deeds.retype(user, file);
      case 13 -> deeds.append(user, file);
      case 14 ->
          directories.isEmpty() ? deeds.make(user) : deeds.move(user, deeds.pick(directories));
      case 15 ->
          directories.isEmpty() ? deeds.make(user) : deeds.deleteAll(user, deeds.pick(directories));
      case 16 -> deeds.copy(user, file);
      case 17 -> deeds.link(user, file);
      case 18 ->
          directories.isEmpty()
              ? deeds.make(user)
              : deeds.share(side, user, deeds.pick(directories));
      case 19 -> deeds.give(side, deeds.pick(Deeds.paths(user, random.nextBoolean()), file));
      default -> deeds.deny(side, files, directories);
    };
  }

  /** The rights are given back, and programs let go of their files. */
  void calm() {
    deeds.letGo();
    for (Side side : Side.values()) {
      try {
        allow(world.admin(side), side, "");
      } catch (Errno e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** What the filter leaves out keeps its directory in place: somebody reads that and tidies up. */
  void tidy() {
    held.before();
    for (Side side : Side.values()) {
      try {
        tidy(world.admin(side), "");
      } catch (Errno e) {
        throw new IllegalStateException(e);
      }
    }
    held.after();
  }

  private void tidy(MemoryUser admin, String directory) throws Errno {
    for (Bytes name : admin.names(directory)) {
      String path = Deeds.join(directory, name);
      boolean isDirectory = admin.entry(path).isDirectory();
      if (world.traits().filter().excludes(RelPath.of(path), isDirectory)) {
        admin.deleteAll(path);
      } else if (isDirectory) {
        tidy(admin, path);
      }
    }
  }

  private void allow(MemoryUser admin, Side side, String directory) throws Errno {
    for (Bytes name : admin.names(directory)) {
      String path = Deeds.join(directory, name);
      Entry entry = admin.entry(path);
      if (entry.owner().equals("root")) {
        admin.chown(path, world.account(side).name());
      }
      int needed = entry.isDirectory() ? 0700 : 0600;
      // a mode that was taken away on one side may have travelled to the other
      if (entry.target() == null && (entry.mode() & needed) != needed) {
        admin.chmod(path, entry.isDirectory() ? 0755 : 0644);
      }
      if (entry.isDirectory()) {
        allow(admin, side, path);
      }
    }
  }
}
