package org.duplexsync.simulation;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.duplexsync.engine.PairEngine;
import org.duplexsync.engine.committing.CommitEnd;
import org.duplexsync.engine.pair.PairSpec;
import org.duplexsync.engine.pair.SideException;
import org.duplexsync.engine.pair.Surroundings;
import org.duplexsync.engine.planning.CompareRequest;
import org.duplexsync.model.Cause;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Column;
import org.duplexsync.model.PlanHeader;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RaisedHalt;
import org.duplexsync.model.Selection;
import org.duplexsync.review.Approval;
import org.duplexsync.review.DeleteCheck;
import org.duplexsync.review.Review;
import org.duplexsync.store.Store;

/** One start of the engine: compare, review by some policy, commit, stop. */
record Visit(boolean write, Approve approve, boolean decideConflicts, boolean random) {
  enum Approve {
    NOTHING,
    SAFE,
    ALL
  }

  /** An operator who gets everything in sync. */
  static final Visit CALM = new Visit(true, Approve.ALL, true, false);

  static Visit some(RandomGenerator random) {
    Approve approve =
        switch (random.nextInt(8)) {
          case 0 -> Approve.NOTHING;
          case 1 -> Approve.SAFE;
          default -> Approve.ALL;
        };
    return new Visit(random.nextInt(10) > 0, approve, random.nextInt(3) > 0, true);
  }

  /** True if the plan was empty. */
  boolean make(
      World world,
      Chaos chaos,
      Surroundings surroundings,
      PairSpec spec,
      Path state,
      RandomGenerator dice,
      Tally tally) {
    Store store = Store.open(state, "job", world.time());
    chaos.onKill(store::close);
    var engine =
        new PairEngine(
            spec,
            side -> world.machine(side).connect(world.engine(side), chaos),
            store,
            surroundings);
    try (store;
        engine) {
      PlanHeader plan =
          engine.compare(
              new CompareRequest(write, null, Column.AT_START, Cause.START_UP, "operator:sim"));
      tally.add("run: compared");
      if (plan.counts().rows() == 0 && plan.halts().isEmpty()) {
        return write;
      }
      review(engine, plan, dice, tally);
      return false;
    } catch (SideException e) {
      tally.add("run: ended by " + e.getCause());
      return false;
    } catch (RuntimeException | EngineKilled e) {
      if (!chaos.killed()) {
        throw e;
      }
      tally.add("run: killed");
      return false;
    }
  }

  private void review(PairEngine engine, PlanHeader plan, RandomGenerator dice, Tally tally)
      throws SideException {
    Review review = engine.review(plan.id());
    for (RaisedHalt halt : plan.halts()) {
      tally.add("halt: " + halt.halt().getClass().getSimpleName());
      if (!random || dice.nextBoolean()) {
        review.acknowledge(halt, "operator:sim");
      }
    }
    for (PlanRow row : engine.rows(plan.id()).page(Selection.ALL, null, Integer.MAX_VALUE)) {
      tally.add("row: " + row.item().bucket());
      tally.note("  %s %s: %s".formatted(row.path(), row.item().proposal(), row.item().reason()));
      if (decideConflicts && row.choice() == Choice.SKIP) {
        decide(review, row, dice);
      }
    }
    Approval approval =
        switch (approve) {
          case NOTHING -> new Approval.Nothing();
          case SAFE -> review.approveSafe("operator:sim");
          case ALL -> review.approveAll("operator:sim", DeleteCheck.NONE);
        };
    if (approval instanceof Approval.Approved(var approved)) {
      CommitEnd end = engine.commit(approved);
      for (PlanRow row : engine.rows(plan.id()).page(Selection.ALL, null, Integer.MAX_VALUE)) {
        tally.note("  " + row.path() + " " + row.choice() + ": " + row.outcome());
      }
      tally.add("run: committed");
      tally.add(end.failed() > 0 ? "run: with failures" : "run: without failures");
      tally.add(end.drifted() > 0 ? "run: with drift" : "run: without drift");
    }
  }

  private void decide(Review review, PlanRow row, RandomGenerator dice) {
    Set<Choice> choices = row.item().choices();
    Choice wanted =
        random ? List.of(Choice.values()).get(dice.nextInt(Choice.values().length)) : Choice.A_TO_B;
    Choice choice = choices.contains(wanted) ? wanted : Choice.B_TO_A;
    if (choices.contains(choice)) {
      review.decide(row.path(), choice, "operator:sim");
    }
  }
}
