package org.duplexsync.reconcile;

import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.duplexsync.model.Choice;
import org.duplexsync.model.PlanItem;
import org.junit.jupiter.api.Test;

/**
 * Random histories on both sides, planned and carried out. {@code -Dduplex.reconcile.cases=N} for
 * more of them, {@code -Dduplex.reconcile.seed=N} for others.
 */
class ReconcilePropertyTest {
  private static final int CASES = Integer.getInteger("duplex.reconcile.cases", 100_000);
  private static final long SEED = Long.getLong("duplex.reconcile.seed", 1);
  private static final System.Logger LOG = System.getLogger(ReconcilePropertyTest.class.getName());
  private static final int LEAST = 500;

  private final Reached reached = new Reached();

  @Test
  void historiesEndWellAndReachEveryRow() {
    for (int i = 0; i < CASES; i++) {
      History history = History.of(SEED * 1_000_003 + i);
      try {
        check(history, reached);
      } catch (RuntimeException | AssertionError e) {
        throw Shrink.report(history, e, smaller -> check(smaller, new Reached()));
      }
    }
    LOG.log(System.Logger.Level.INFO, () -> CASES + " histories reached " + reached.counts());
    reached.expectAll(CASES >= 100_000 ? LEAST : 0);
  }

  private static void check(History history, Reached reached) {
    World world = history.play();
    Terms terms = history.terms();
    boolean few = history.seed() % 2 == 0;
    Census.Limit limit = few ? new Census.Limit(12, 30) : new Census.Limit(1000, 60);
    Planner.Plan plan = Planner.plan(world, terms, limit);
    reached.count(plan, terms);
    Properties.wellFormed(plan);
    Properties.nothingRestsOnAssumptions(world, plan);
    if (history.seed() % 5 == 0) {
      Properties.sameAgain(plan, Planner.plan(world, terms, limit));
    }
    Properties.mirrored(plan, Planner.plan(world.swapped(), terms.swapped(), limit));
    Properties.nothingVanishes(world, plan, PlanItem::proposal, terms);
    SplittableRandom random = new SplittableRandom(history.seed());
    Properties.nothingVanishes(world, plan, item -> any(item, random), terms);
    Properties.changesStay(world, plan, terms);
    Properties.nothingLeftOver(world, plan, terms);
  }

  private static Choice any(PlanItem item, SplittableRandom random) {
    List<Choice> choices = List.copyOf(new TreeSet<>(item.choices()));
    return choices.get(random.nextInt(choices.size()));
  }
}
