package org.duplexsync.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Column;
import org.duplexsync.model.Kind;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/** A little pair told by hand. */
final class Pair {
  private static final Instant DAY = Instant.parse("2016-12-05T00:00:00Z");

  final World world = new World(new Disk(false), new Disk(false));
  Policy policy = Policy.of(Column.AT_START);
  Clocks clocks = Clocks.EXACT;

  static Instant at(String time) {
    String[] parts = time.split(":");
    return DAY.plus(
        Duration.ofHours(Long.parseLong(parts[0])).plusMinutes(Long.parseLong(parts[1])));
  }

  Pair file(Side side, String path, int content, String time) {
    world.disk(side).make(RelPath.of(path), Kind.FILE, content, at(time), 0664, at(time));
    return this;
  }

  Pair directory(Side side, String path) {
    world.disk(side).make(RelPath.of(path), Kind.DIRECTORY, 0, at("08:00"), 0755, at("08:00"));
    return this;
  }

  Pair agree(String time) {
    world.agree(true, at(time));
    return this;
  }

  /** Taken for equal by size and time. */
  Pair assume(String time) {
    world.agree(false, at(time));
    return this;
  }

  Pair edit(Side side, String path, int content, String time) {
    return run(side, Op.What.EDIT, path, path, content, time);
  }

  Pair move(Side side, String path, String to) {
    return run(side, Op.What.MOVE, path, to, 1, "14:00");
  }

  Pair swap(Side side, String one, String two) {
    return run(side, Op.What.SWAP, one, two, 1, "14:00");
  }

  Pair delete(Side side, String path) {
    return run(side, Op.What.DELETE, path, path, 1, "14:00");
  }

  Pair chmod(Side side, String path, int mode, String time) {
    Disk disk = world.disk(side);
    RelPath at = RelPath.of(path);
    Disk.Node node = disk.get(at);
    if (node != null) {
      disk.nodes.put(at, node.mode(mode, at(time)));
    }
    return this;
  }

  private Pair run(Side side, Op.What what, String path, String other, int number, String time) {
    Op.Where where = side == Side.A ? Op.Where.A : Op.Where.B;
    new Op(what, where, RelPath.of(path), RelPath.of(other), number)
        .run(world.disk(side), null, at(time));
    return this;
  }

  Terms terms() {
    return Terms.of(policy, clocks, at("16:30"), ZoneOffset.UTC);
  }

  Planner.Plan plan() {
    return Planner.plan(world, terms());
  }

  /** Takes every default; answers what could not be done. */
  List<String> commit() {
    return Applier.apply(world, plan(), PlanItem::proposal, terms());
  }

  List<String> commit(Choice choice) {
    return Applier.apply(
        world, plan(), item -> item.choices().contains(choice) ? choice : Choice.SKIP, terms());
  }

  /** The content on a side; 0: nothing there. */
  int content(Side side, String path) {
    Disk.@Nullable Node node = world.disk(side).get(RelPath.of(path));
    return node == null ? 0 : node.content();
  }

  /** The content that both sides have; -1: they differ. */
  int content(String path) {
    int a = content(Side.A, path);
    return a == content(Side.B, path) ? a : -1;
  }
}
