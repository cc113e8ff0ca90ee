package org.duplexsync.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.duplexsync.model.Column;
import org.duplexsync.model.ConflictPolicy;
import org.duplexsync.model.DeletePolicy;
import org.duplexsync.model.RelPath;

/**
 * What happened to a pair before it is reconciled: a tree is made, a copy of it put aside, it is
 * worked on, both sides agree, and then things happen on both.
 */
record History(long seed, Setting setting, List<Op> before, List<Op> later, List<Op> after) {
  static final Instant START = Instant.parse("2026-11-22T08:00:00.123456789Z");

  private static final List<RelPath> SMALL = paths(List.of("a", "a-", "b"), 2);
  private static final List<RelPath> LARGE = paths(List.of("a", "a.", "b", "c", "d"), 3);

  private static final List<RelPath> CROWDED =
      LARGE.stream().filter(path -> path.depth() == 1 || RelPath.of("a").contains(path)).toList();
  private static final List<RelPath> TOP = paths(List.of("a", "a", "b"), 1);

  /**
   * @param hashed contents were compared when the sides agreed
   * @param agreed they did agree
   * @param coarse B's file system keeps whole seconds
   * @param exclude what a filter hides; may be absent
   */
  record Setting(
      Policy policy,
      boolean hashed,
      boolean agreed,
      boolean coarse,
      Duration skew,
      List<RelPath> exclude) {}

  private static List<RelPath> paths(List<String> names, int depth) {
    List<RelPath> all = new ArrayList<>();
    List<String> level = List.of("");
    for (int i = 0; i < depth; i++) {
      List<String> next = new ArrayList<>();
      for (String above : level) {
        for (String name : names) {
          next.add(above.isEmpty() ? name : above + "/" + name);
        }
      }
      next.forEach(path -> all.add(RelPath.of(path)));
      level = next;
    }
    return List.copyOf(all);
  }

  static History of(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean large = random.nextInt(28) == 0;
    List<RelPath> places = large ? LARGE : SMALL;
    Setting setting = setting(random, places);
    List<Op> before = new ArrayList<>();
    List<Op> later = new ArrayList<>();
    List<Op> after = new ArrayList<>();
    int entries = large ? 100 + random.nextInt(60) : 4 + random.nextInt(12);
    for (int i = 0; i < entries; i++) {
      Op what = op(random, Op.What.CREATE, large && i % 2 > 0 ? CROWDED : places, Op.Where.A);
      int depth = what.path().depth();
      boolean directory = random.nextInt(8) < (depth == 1 ? 6 : 3);
      before.add(directory ? what.as(Op.What.DIRECTORY) : what);
    }
    int edits = random.nextInt(large ? 40 : 4);
    for (int i = 0; i < edits; i++) {
      later.add(op(random, Op.What.EDIT, places, Op.Where.A));
    }
    int changes = 1 + random.nextInt(large ? 8 : 5);
    for (int i = 0; i < changes; i++) {
      Op next = op(random, what(random), places, where(random));
      boolean again = i > 0 && random.nextInt(3) == 0;
      after.add(again ? next.at(after.get(i - 1)) : next);
    }
    if (random.nextInt(5) == 0) {
      clash(random, places, after);
    }
    if (large) {
      after.add(op(random, disaster(random), TOP, where(random)));
    }
    return new History(seed, setting, before, later, after);
  }

  /** Two things at one place, one on each side. */
  private static void clash(SplittableRandom random, List<RelPath> places, List<Op> after) {
    Op.What[] first = {
      Op.What.EDIT,
      Op.What.EDIT,
      Op.What.CHMOD,
      Op.What.RETYPE,
      Op.What.EDIT,
      Op.What.DELETE,
      Op.What.MOVE
    };
    Op.What[] second = {
      Op.What.SETUID,
      Op.What.SETUID,
      Op.What.CHMOD,
      Op.What.EDIT,
      Op.What.CHMOD,
      Op.What.CHMOD,
      Op.What.MOVE
    };
    int pick = random.nextInt(first.length);
    Op one = op(random, first[pick], places, random.nextBoolean() ? Op.Where.A : Op.Where.B);
    Op two = op(random, second[pick], places, Op.Where.BOTH);
    after.add(one);
    after.add(two.at(one));
  }

  private static Op.What disaster(SplittableRandom random) {
    Op.What[] all = {
      Op.What.DELETE,
      Op.What.EMPTY,
      Op.What.ROLL_BACK,
      Op.What.ROLL_BACK,
      Op.What.ROLL_BACK,
      Op.What.CLEAR
    };
    return all[random.nextInt(all.length)];
  }

  private static Setting setting(SplittableRandom random, List<RelPath> places) {
    Column column = random.nextBoolean() ? Column.AT_START : Column.RUNNING;
    ConflictPolicy[] conflicts = ConflictPolicy.values();
    DeletePolicy[] deletes = DeletePolicy.values();
    Policy policy =
        new Policy(
            column,
            conflicts[random.nextInt(conflicts.length)],
            deletes[random.nextInt(8) == 0 ? 2 : random.nextInt(2)],
            false,
            false);
    List<RelPath> exclude =
        random.nextInt(10) == 0 ? List.of(places.get(random.nextInt(places.size()))) : List.of();
    return new Setting(
        policy,
        random.nextInt(4) != 0,
        random.nextInt(6) != 0,
        random.nextInt(4) == 0,
        Duration.ofSeconds(random.nextInt(4) == 0 ? random.nextInt(-200, 200) : 0),
        exclude);
  }

  private static Op op(
      SplittableRandom random, Op.What what, List<RelPath> places, Op.Where where) {
    RelPath path = places.get(random.nextInt(places.size()));
    RelPath other = places.get(random.nextInt(places.size()));
    return new Op(what, where, path, other, 1 + random.nextInt(1000));
  }

  private static Op.Where where(SplittableRandom random) {
    int pick = random.nextInt(9);
    return pick < 4 ? Op.Where.A : pick < 8 ? Op.Where.B : Op.Where.BOTH;
  }

  /** Most often what people do; now and then what stops everything. */
  private static Op.What what(SplittableRandom random) {
    Op.What[] all = Op.What.values();
    int pick = random.nextInt(all.length * 4);
    if (pick < all.length) {
      Op.What what = all[pick];
      boolean rare = what == Op.What.SOCKET || what == Op.What.CLOSE || what == Op.What.CLEAR;
      return rare && random.nextInt(2) != 0 ? Op.What.EDIT : what;
    }
    Op.What[] usual = {
      Op.What.CREATE, Op.What.EDIT, Op.What.DELETE, Op.What.MOVE, Op.What.CHMOD, Op.What.MOVE
    };
    return usual[pick % usual.length];
  }

  /** Plays it. The clock goes on by a little with each step; sometimes not at all. */
  World play() {
    Disk a = new Disk(false);
    World world = new World(a, new Disk(setting.coarse));
    Instant now = START;
    for (Op op : before) {
      now = now.plusMillis(op.number() * 7L);
      op.run(a, null, now);
    }
    Disk old = a.copy();
    for (Op op : later) {
      now = now.plusMillis(op.number() * 7L);
      op.run(a, null, now);
    }
    now = now.plusSeconds(3);
    world.agree(setting.hashed, now);
    if (!setting.agreed) {
      world.base.clear();
    }
    now = now.plusSeconds(3);
    for (Op op : after) {
      now = now.plusMillis(op.number() * 131L * (op.number() % 5));
      if (op.where() != Op.Where.B) {
        op.run(world.a, old, now);
      }
      if (op.where() != Op.Where.A) {
        op.run(world.b, old, now.plus(setting.skew));
      }
    }
    world.excluded.addAll(setting.exclude);
    return world;
  }

  Terms terms() {
    Duration tick = setting.coarse ? Duration.ofSeconds(1) : Duration.ZERO;
    Clocks clocks = new Clocks(setting.skew, tick, null, null);
    return Terms.of(setting.policy, clocks, START.plusSeconds(3600), ZoneOffset.UTC);
  }

  /** Without one of its steps. */
  List<History> smaller() {
    List<History> all = new ArrayList<>();
    for (int i = 0; i < before.size() + later.size() + after.size(); i++) {
      all.add(
          new History(
              seed,
              setting,
              without(before, i),
              without(later, i - before.size()),
              without(after, i - before.size() - later.size())));
    }
    return all;
  }

  private static List<Op> without(List<Op> ops, int index) {
    if (index < 0 || index >= ops.size()) {
      return ops;
    }
    List<Op> fewer = new ArrayList<>(ops);
    fewer.remove(index);
    return fewer;
  }
}
