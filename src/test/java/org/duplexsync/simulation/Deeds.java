package org.duplexsync.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.duplexsync.host.memory.Errno;
import org.duplexsync.host.memory.MemoryUser;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;

/** Single things that people and programs do in a tree; each says what it was. */
final class Deeds {
  private static final List<String> NAMES =
      List.of("a", "b", "c", "log", "log.1", "-rf", "d e", "x.tmp", "cache");
  private static final int DEEPEST = 3;

  private final World world;
  private final RandomGenerator random;
  private final List<MemoryUser.Writer> writers = new ArrayList<>();
  private final List<String> byHandle = new ArrayList<>();
  private boolean gentle;
  private int contents;

  Deeds(World world, RandomGenerator random) {
    this.world = world;
    this.random = random;
  }

  /** Nobody takes rights away from now on. */
  void gentle() {
    gentle = true;
  }

  /** Whether a program wrote this to a file that it held open. */
  boolean wroteByHandle(String content) {
    return byHandle.stream().anyMatch(content::contains);
  }

  /** Programs let go of their files. */
  void letGo() {
    writers.forEach(MemoryUser.Writer::close);
    writers.clear();
  }

  String make(MemoryUser user) throws Errno {
    String path = fresh(user);
    switch (random.nextInt(8)) {
      case 0, 1 -> user.makeDirectory(path);
      case 2 -> user.symlink(path, "to-" + contents++);
      case 3 -> user.write(path, new byte[0]);
      default -> user.write(path, content());
    }
    return "make";
  }

  String edit(MemoryUser user, String file) throws Errno {
    if (!user.entry(file).isFile()) {
      return touch(user, file);
    }
    user.write(file, random.nextBoolean() ? content() : sameSize(user.read(file)));
    return "edit";
  }

  String save(MemoryUser user, String file) throws Errno {
    user.save(file, content());
    return "save by rename";
  }

  String delete(MemoryUser user, String file) throws Errno {
    user.delete(file);
    return "delete";
  }

  String deleteAll(MemoryUser user, String directory) throws Errno {
    user.deleteAll(directory);
    return "delete a directory";
  }

  String move(MemoryUser user, String from) throws Errno {
    boolean onto = random.nextInt(4) == 0;
    List<String> files = paths(user, false);
    user.move(from, onto && !files.isEmpty() ? pick(files) : fresh(user));
    return "move";
  }

  String rotate(MemoryUser user, String file) throws Errno {
    List<String> files = paths(user, false);
    user.exchange(file, pick(files));
    return "swap";
  }

  String touch(MemoryUser user, String file) throws Errno {
    Duration back = Duration.ofMinutes(random.nextInt(3) * 10L);
    user.setTime(file, world.time().instant().minus(back));
    return "touch";
  }

  String link(MemoryUser user, String file) throws Errno {
    if (!world.traits().links()) {
      return "nothing";
    }
    user.link(file, fresh(user));
    return "link";
  }

  /** What is made in it from now on has its group. */
  String share(Side side, MemoryUser user, String directory) throws Errno {
    if (!world.traits().links()) {
      return "nothing";
    }
    if (random.nextBoolean()) {
      world.admin(side).chgrp(directory, random.nextBoolean() ? "shared" : "others");
    }
    user.chmod(directory, 02775);
    return "setgid on a directory";
  }

  String give(Side side, String path) throws Errno {
    if (!world.traits().owners()) {
      return "nothing";
    }
    world.admin(side).chown(path, random.nextBoolean() ? "alice" : world.account(side).name());
    world.admin(side).chgrp(path, random.nextBoolean() ? "shared" : "others");
    return "give away";
  }

  String chmod(MemoryUser user, String file) throws Errno {
    if (user.entry(file).target() == null) {
      user.chmod(file, List.of(0644, 0600, 0755, 0664).get(random.nextInt(4)));
    }
    return "chmod";
  }

  String retype(MemoryUser user, String file) throws Errno {
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
  String append(MemoryUser user, String file) throws Errno {
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

  String copy(MemoryUser user, String file) throws Errno {
    if (user.entry(file).isFile()) {
      user.write(fresh(user), user.read(file));
    }
    return "copy";
  }

  /** An administrator takes the pair's account its rights on something. */
  String deny(Side side, List<String> files, List<String> directories) throws Errno {
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

  byte[] content() {
    String unique = "content-" + contents++ + "-";
    return (unique + "x".repeat(random.nextInt(200))).getBytes(UTF_8);
  }

  byte[] sameSize(byte[] old) {
    byte[] next = content();
    return old.length < 12 ? next : java.util.Arrays.copyOf(next, old.length);
  }

  String fresh(MemoryUser user) {
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

  String pick(List<String> from, String otherwise) {
    return from.isEmpty() ? otherwise : pick(from);
  }

  String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
