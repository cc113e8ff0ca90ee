package org.duplexsync.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Change;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Kind;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;

/** What holds of every plan. */
final class Properties {
  private Properties() {}

  static void wellFormed(Planner.Plan plan) {
    RelPath before = RelPath.ROOT;
    for (PlanItem item : plan.items()) {
      assertTrue(before.compareTo(item.path()) < 0, () -> "order: " + item);
      assertTrue(item.choices().contains(Choice.SKIP), () -> "can't be skipped: " + item);
      assertTrue(item.choices().contains(item.proposal()), () -> "not offered: " + item);
      assertTrue(!item.reason().isBlank(), () -> "no reason: " + item);
      boolean unsafe =
          item.bucket() == Bucket.CONFLICT
              || item.bucket() == Bucket.DELETE
              || item.bucket() == Bucket.BLOCKED
              || item.proposal() == Choice.SKIP
              || item.changeA() instanceof Change.WentBack
              || item.changeB() instanceof Change.WentBack;
      assertTrue(!(item.safe() && unsafe), () -> "not safe: " + item);
      before = item.path();
    }
  }

  /** What nobody has read is neither replaced nor removed without a decision. */
  static void nothingRestsOnAssumptions(World before, Planner.Plan plan) {
    for (PlanItem item : plan.items()) {
      Agreed base = before.base.get(item.path());
      boolean assumed = base != null && base.how() == Agreed.How.ASSUMED && item.origin() == null;
      boolean replaces = item.bucket() == Bucket.OVERWRITE || item.bucket() == Bucket.RETYPE;
      boolean removes =
          item.bucket() == Bucket.DELETE
              && item.proposal() != Choice.SKIP
              && item.seen(item.proposal() == Choice.A_TO_B ? Side.A : Side.B)
                  instanceof Seen.Absent;
      assertTrue(
          !assumed || !(removes || (replaces && item.proposal() != Choice.SKIP)),
          () -> "nobody has read it: " + item);
    }
  }

  static void sameAgain(Planner.Plan plan, Planner.Plan again) {
    assertEquals(plan, again, "the same input gave another plan");
  }

  static void mirrored(Planner.Plan plan, Planner.Plan mirror) {
    assertEquals(plan.items().size(), mirror.items().size(), () -> plan + "\n" + mirror);
    for (int i = 0; i < plan.items().size(); i++) {
      assertEquals(plan.items().get(i), Mirror.of(mirror.items().get(i)));
    }
    assertEquals(plan.halts().size(), mirror.halts().size());
  }

  /** Every content is on one of the sides, or a version. */
  static void nothingVanishes(
      World before, Planner.Plan plan, Function<PlanItem, Choice> choices, Terms terms) {
    World world = before.copy();
    Map<RelPath, Choice> taken = new HashMap<>();
    plan.items().forEach(item -> taken.put(item.path(), choices.apply(item)));
    Applier.apply(world, plan, item -> taken.getOrDefault(item.path(), Choice.SKIP), terms);
    Set<Integer> lost = new HashSet<>(before.contents());
    lost.removeAll(world.contents());
    assertTrue(lost.isEmpty(), () -> "lost " + lost + " with " + taken + "\n" + plan);
  }

  /** Without decisions about conflicts and deletes, what was changed stays where it is. */
  static void changesStay(World before, Planner.Plan plan, Terms terms) {
    World world = before.copy();
    Applier.apply(
        world,
        plan,
        item ->
            item.bucket() == Bucket.CONFLICT || item.bucket() == Bucket.DELETE
                ? Choice.SKIP
                : item.proposal(),
        terms);
    for (PlanItem item : plan.items()) {
      for (Side side : Side.values()) {
        Disk.Node was = before.disk(side).get(item.path());
        boolean fresh =
            switch (item.change(side)) {
              case Change.Created _, Change.Edited _, Change.WentBack _ -> true;
              case Change.Retyped _, Change.Moved _ -> true;
              case Change.None _, Change.Metadata _, Change.Deleted _, Change.Unknown _ -> false;
            };
        if (fresh && was != null && was.kind() != Kind.DIRECTORY) {
          Disk.Node is = world.disk(side).get(item.path());
          assertTrue(
              is != null && is.kind() == was.kind() && is.content() == was.content(),
              () -> "changed and then removed or replaced: " + item);
        }
      }
    }
  }

  /**
   * With every default taken, both sides are equal but for what waits; what waits needs no second
   * plan to find out about it.
   */
  static void nothingLeftOver(World before, Planner.Plan plan, Terms terms) {
    World world = before.copy();
    List<String> failures = Applier.apply(world, plan, PlanItem::proposal, terms);
    boolean hidden = !before.excluded.isEmpty() || closed(before);
    if (hidden) {
      return;
    }
    boolean waits = plan.items().stream().anyMatch(Properties::waits);
    Planner.Plan second = Planner.plan(world, terms);
    if (waits) {
      settles(world, second, terms, plan);
      return;
    }
    assertTrue(failures.isEmpty(), () -> failures + "\n" + plan);
    assertEquals("", world.differing(), () -> plan.toString());
    assertTrue(second.items().isEmpty(), () -> "left over: " + second + "\nafter " + plan);
  }

  /** What waits may keep a moved directory from being seen as one; but that ends. */
  private static void settles(World world, Planner.Plan second, Terms terms, Planner.Plan first) {
    Planner.Plan last = second;
    for (int i = 0; i < 3 && !last.items().stream().allMatch(Properties::waits); i++) {
      Applier.apply(world, last, PlanItem::proposal, terms);
      last = Planner.plan(world, terms);
    }
    Planner.Plan end = last;
    assertTrue(
        end.items().stream().allMatch(Properties::waits),
        () -> "doesn't end: " + end + "\nafter " + first);
  }

  private static boolean waits(PlanItem item) {
    return item.proposal() == Choice.SKIP;
  }

  private static boolean closed(World world) {
    return !world.a.closed.isEmpty() || !world.b.closed.isEmpty();
  }
}
