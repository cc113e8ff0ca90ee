package org.duplexsync.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashSet;
import java.util.Set;
import org.duplexsync.engine.pair.Sides;
import org.duplexsync.host.memory.Errno;
import org.duplexsync.host.memory.MemoryUser;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Side;

/**
 * Which contents are somewhere: in a tree or among the versions. People may make one disappear;
 * Duplex never does. What is only staged doesn't count.
 */
final class Held {
  private final World world;
  private Set<String> expected = Set.of();
  private Sides<Set<String>> before = new Sides<>(Set.of(), Set.of());
  private Set<String> staged = Set.of();
  private boolean exchanged;

  Held(World world) {
    this.world = world;
  }

  /** Right before somebody works. */
  void before() {
    before = new Sides<>(now(Side.A), now(Side.B));
    staged = staged();
  }

  /**
   * Between an exchange and the look at what came out, what was staged stands in a tree and may go
   * again with the exchange: seeing it then makes it no content that must stay.
   */
  void exchanged(boolean now) {
    exchanged = now;
  }

  /**
   * Right after: what is new must stay, what is gone was taken away by them. While something stands
   * exchanged, what they took away on one side may still be seen on the other, from where it may go
   * again. What a kill left exchanged out lies among what is staged, and a program that holds it
   * open may still write to it.
   */
  void after() {
    Sides<Set<String>> now = new Sides<>(now(Side.A), now(Side.B));
    Set<String> seen = both(before);
    var gone = new HashSet<String>(without(seen, both(now)));
    gone.addAll(without(without(staged, staged()), both(now)));
    if (exchanged) {
      gone.addAll(without(before.a(), now.a()));
      gone.addAll(without(before.b(), now.b()));
    }
    Set<String> made = exchanged ? without(both(now), seen) : both(now);
    var next = new HashSet<>(without(expected, gone));
    next.addAll(made);
    expected = next;
  }

  private static Set<String> both(Sides<Set<String>> sides) {
    var all = new HashSet<>(sides.a());
    all.addAll(sides.b());
    return all;
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    var rest = new HashSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  /** Contents that disappeared though nobody but Duplex can have done it. */
  Set<String> lost() {
    var lost = new HashSet<>(expected);
    lost.removeAll(now());
    return lost;
  }

  /** Power was lost or a server was put back: what is gone with that is gone. */
  void forgive() {
    expected = now();
  }

  private Set<String> now() {
    return both(new Sides<>(now(Side.A), now(Side.B)));
  }

  private Set<String> now(Side side) {
    return in(side, "srv/root", "srv/tmp/.pair-versions");
  }

  private Set<String> staged() {
    return both(new Sides<>(in(Side.A, "srv/tmp/.pair"), in(Side.B, "srv/tmp/.pair")));
  }

  private Set<String> in(Side side, String... directories) {
    var all = new HashSet<String>();
    MemoryUser disk = world.disk(side);
    try {
      for (String directory : directories) {
        collect(disk, directory, all);
      }
    } catch (Errno absent) {
      // nothing was opened here yet
    }
    return all;
  }

  private static void collect(MemoryUser disk, String directory, Set<String> all) throws Errno {
    for (Bytes name : disk.names(directory)) {
      String path = Deeds.join(directory, name);
      Entry entry = disk.entry(path);
      if (entry.isDirectory()) {
        collect(disk, path, all);
      } else if (entry.target() != null) {
        all.add("link:" + entry.target());
      } else if (entry.size() > 0 && !isNote(name)) {
        all.add(new String(disk.read(path), UTF_8));
      }
    }
  }

  private static boolean isNote(Bytes name) {
    return name.equals(Bytes.of(".lease")) || name.equals(Bytes.of(".witness"));
  }
}
