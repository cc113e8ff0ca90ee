package org.duplexsync.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
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
  private static final List<String> NAMES =
      List.of("a", "b", "c", "log", "log.1", "-rf", "d e", "x.tmp", "cache");
  private static final int DEEPEST = 3;

  private final World world;
  private final RandomGenerator random;
  private final Tally tally;
  private final Held held;
  private final List<MemoryUser.Writer> writers = new ArrayList<>();
  private final List<String> byHandle = new ArrayList<>();
  private @Nullable Acts acts;
  private boolean gentle;
  private int contents;

  Work(World world, RandomGenerator random, Tally tally, Held held) {
    this.world = world;
    this.random = random;
    this.tally = tally;
    this.held = held;
  }

  /** Somebody watches what people do. */
  void watchedBy(Acts watcher) {
    acts = watcher;
  }

  /** Nobody takes rights away from now on. */
  void gentle() {
    gentle = true;
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
    return byHandle.stream().anyMatch(content::contains);
  }

  /** Other content of the same size, with the old time put back, as some tools do. */
  void covertly(Side side) {
    MemoryUser user = world.user(side);
    List<String> files = paths(user, false);
    if (files.isEmpty()) {
      return;
    }
    String file = pick(files);
    held.before();
    around(() -> {
      try {
        Entry before = user.entry(file);
        if (before.isFile() && before.size() > 0) {
          user.write(file, sameSize(user.read(file)));
          user.setTime(file, before.mtime());
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
    String path = fresh(world.user(Side.A));
    byte[] content = content();
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
    List<String> files = paths(user, false);
    List<String> directories = paths(user, true);
    if (files.isEmpty() || random.nextInt(6) == 0) {
      return make(user);
    }
    String file = pick(files);
    return switch (random.nextInt(22)) {
      case 0, 1, 2 -> edit(user, file);
      case 3 -> save(user, file);
      case 4, 5, 6 -> delete(user, file);
      case 7, 8 -> move(user, file);
      case 9 -> rotate(user, file);
      case 10 -> touch(user, file);
      case 11 -> chmod(user, file);
      case 12 -> retype(user, file);
      case 13 -> append(user, file);
      case 14 -> directories.isEmpty() ? make(user) : move(user, pick(directories));
      case 15 -> directories.isEmpty() ? make(user) : deleteAll(user, pick(directories));
      case 16 -> copy(user, file);
      case 17 -> link(user, file);
      case 18 -> directories.isEmpty() ? make(user) : share(side, user, pick(directories));
      case 19 -> give(side, pick(paths(user, random.nextBoolean()), file));
      default -> deny(side, files, directories);
    };
  }

  private String make(MemoryUser user) throws Errno {
    String path = fresh(user);
    switch (random.nextInt(8)) {
      case 0, 1 -> user.makeDirectory(path);
      case 2 -> user.symlink(path, "to-" + contents++);
      case 3 -> user.write(path, new byte[0]);
      default -> user.write(path, content());
    }
    return "make";
  }

  private String edit(MemoryUser user, String file) throws Errno {
    if (!user.entry(file).isFile()) {
      return touch(user, file);
    }
    user.write(file, random.nextBoolean() ? content() : sameSize(user.read(file)));
    return "edit";
  }

  private String save(MemoryUser user, String file) throws Errno {
    user.save(file, content());
    return "save by rename";
  }

  private String delete(MemoryUser user, String file) throws Errno {
    user.delete(file);
    return "delete";
  }

  private String deleteAll(MemoryUser user, String directory) throws Errno {
    user.deleteAll(directory);
    return "delete a directory";
  }

  private String move(MemoryUser user, String from) throws Errno {
    boolean onto = random.nextInt(4) == 0;
    List<String> files = paths(user, false);
    user.move(from, onto && !files.isEmpty() ? pick(files) : fresh(user));
    return "move";
  }

  private String rotate(MemoryUser user, String file) throws Errno {
    List<String> files = paths(user, false);
    user.exchange(file, pick(files));
    return "swap";
  }

  private String touch(MemoryUser user, String file) throws Errno {
    Duration back = Duration.ofMinutes(random.nextInt(3) * 10L);
    user.setTime(file, world.time().instant().minus(back));
    return "touch";
  }

  private String link(MemoryUser user, String file) throws Errno {
    if (!world.traits().links()) {
      return "nothing";
    }
    user.link(file, fresh(user));
    return "link";
  }

  /** What is made in it from now on has its group. */
  private String share(Side side, MemoryUser user, String directory) throws Errno {
    if (!world.traits().links()) {
      return "nothing";
    }
    if (random.nextBoolean()) {
      world.admin(side).chgrp(directory, random.nextBoolean() ? "shared" : "others");
    }
    user.chmod(directory, 02775);
    return "setgid on a directory";
  }

  private String give(Side side, String path) throws Errno {
    if (!world.traits().owners()) {
      return "nothing";
    }
    world.admin(side).chown(path, random.nextBoolean() ? "alice" : world.account(side).name());
    world.admin(side).chgrp(path, random.nextBoolean() ? "shared" : "others");
    return "give away";
  }

  private String chmod(MemoryUser user, String file) throws Errno {
    if (user.entry(file).target() == null) {
      user.chmod(file, List.of(0644, 0600, 0755, 0664).get(random.nextInt(4)));
    }
    return "chmod";
  }

  private String retype(MemoryUser user, String file) throws Errno {
    user.delete(file);
    if (random.nextBoolean()) {
      user.makeDirectory(file);
      user.write(file + "/in", content());
    } else {
      user.symlink(file, "to-" + contents++);
    }
    return "retype";
  }

  /** A program that keeps its file open, and writes to it whatever became of its name. */
  private String append(MemoryUser user, String file) throws Errno {
    if (!writers.isEmpty() && random.nextBoolean()) {
      writers.get(random.nextInt(writers.size())).append(handed());
      return "write by an old handle";
    }
    if (user.entry(file).isFile()) {
      MemoryUser.Writer writer = user.open(file);
      writers.add(writer);
      writer.append(handed());
    }
    return "append";
  }

  private byte[] handed() {
    byte[] content = content();
    String marker = new String(content, UTF_8);
    byHandle.add(marker.substring(0, marker.lastIndexOf('-') + 1));
    return content;
  }

  private String copy(MemoryUser user, String file) throws Errno {
    if (user.entry(file).isFile()) {
      user.write(fresh(user), user.read(file));
    }
    return "copy";
  }

  /** An administrator takes the pair's account its rights on something. */
  private String deny(Side side, List<String> files, List<String> directories) throws Errno {
    if (gentle) {
      return "nothing";
    }
    MemoryUser admin = world.admin(side);
    boolean directory = !directories.isEmpty() && random.nextBoolean();
    String path = pick(directory ? directories : files);
    if (admin.entry(path).target() != null) {
      return "nothing";
    }
    admin.chmod(path, directory ? List.of(0, 0555).get(random.nextInt(2)) : 0);
    admin.chown(path, "root");
    return "take rights away";
  }

  /** The rights are given back, and programs let go of their files. */
  void calm() {
    writers.forEach(MemoryUser.Writer::close);
    writers.clear();
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
      String path = join(directory, name);
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
      String path = join(directory, name);
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

  byte[] content() {
    String unique = "content-" + contents++ + "-";
    return (unique + "x".repeat(random.nextInt(200))).getBytes(UTF_8);
  }

  private byte[] sameSize(byte[] old) {
    byte[] next = content();
    return old.length < 12 ? next : java.util.Arrays.copyOf(next, old.length);
  }

  private String fresh(MemoryUser user) {
    List<String> directories = new ArrayList<>(paths(user, true));
    directories.add("");
    String directory = pick(directories);
    boolean deep = !directory.isEmpty() && RelPath.of(directory).depth() >= DEEPEST;
    return join(deep ? "" : directory, Bytes.of(pick(NAMES)));
  }

  /** What stands in the tree; directories, or everything else. */
  static List<String> paths(MemoryUser user, boolean directories) {
    var all = new ArrayList<String>();
    collect(user, "", directories, all);
    return all;
  }

  private static void collect(
      MemoryUser user, String directory, boolean directories, List<String> all) {
    try {
      for (Bytes name : user.names(directory)) {
        String path = join(directory, name);
        boolean isDirectory = user.entry(path).isDirectory();
        if (isDirectory == directories) {
          all.add(path);
        }
        if (isDirectory) {
          collect(user, path, directories, all);
        }
      }
    } catch (Errno closed) {
      // what this user can't see it doesn't touch
    }
  }

  static String join(String directory, Bytes name) {
    return directory.isEmpty() ? name.toString() : directory + "/" + name;
  }

  private String pick(List<String> from, String otherwise) {
    return from.isEmpty() ? otherwise : pick(from);
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
