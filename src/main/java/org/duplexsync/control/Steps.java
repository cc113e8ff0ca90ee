package org.duplexsync.control;

import java.util.ArrayList;
import java.util.List;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Pick;
import org.duplexsync.model.PlanHeader;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Selection;
import org.jspecify.annotations.Nullable;

/**
 * What was decided and left out since this engine was opened, in order, so that each is taken back
 * in its turn. Decisions are kept in the store with their plan and outlive both; rules of the job
 * file are known here only as long as the engine is open.
 */
final class Steps {
  private static final int KEPT = 10_000;

  private sealed interface Step {
    record Decided() implements Step {}

    /**
     * @param plan whose rows there were decided to wait; 0: of none
     */
    record LeftOut(RelPath path, String who, Exclusions.Rule rule, long plan) implements Step {}
  }

  private final EngineCalls calls;
  private final Exclusions exclusions;
  private final List<Step> steps = new ArrayList<>();

  /** So many of them stand; those behind were taken back. */
  private int standing;

  Steps(EngineCalls calls, Exclusions exclusions) {
    this.calls = calls;
    this.exclusions = exclusions;
  }

  /** Answers the number again. */
  synchronized long decided(long rows) {
    if (rows > 0) {
      add(new Step.Decided());
    }
    return rows;
  }

  private void add(Step step) {
    steps.subList(standing, steps.size()).clear();
    if (steps.size() == KEPT) {
      steps.removeFirst();
    }
    steps.add(step);
    standing = steps.size();
  }

  synchronized void exclude(RelPath path, String who) throws ControlException {
    add(leftOut(path, who));
  }

  private Step leftOut(RelPath path, String who) throws ControlException {
    Exclusions.Rule rule = exclusions.exclude(path);
    PlanHeader plan = calls.ask(calls.engine()::plan);
    if (plan == null) {
      return new Step.LeftOut(path, who, rule, 0);
    }
    int rows =
        calls.ask(() -> calls.review().decide(Selection.at(path), Pick.of(Choice.SKIP), who));
    return new Step.LeftOut(path, who, rule, rows > 0 ? plan.id() : 0);
  }

  synchronized Undone undo() throws ControlException {
    while (standing > 0) {
      switch (steps.get(standing - 1)) {
        case Step.LeftOut out -> {
          takeBack(out);
          standing--;
          return Undone.EXCLUSION;
        }
        case Step.Decided _ -> {
          standing--;
          if (undoDecision()) {
            return Undone.DECISION;
          }
          // another plan has come: its log is its own
        }
      }
    }
    return undoDecision() ? Undone.DECISION : Undone.NOTHING;
  }

  private boolean undoDecision() throws ControlException {
    return calls.ask(() -> calls.review().undo() > 0);
  }

  private void takeBack(Step.LeftOut out) throws ControlException {
    if (!out.rule().takeBack()) {
      steps.remove(--standing);
      throw new ControlException(
          "The rule for %s does not stand in the job file any more as it was written: nothing was"
                  .formatted(out.path())
              + " changed.");
    }
    PlanHeader plan = calls.ask(calls.engine()::plan);
    if (plan != null && plan.id() == out.plan()) {
      boolean _ = undoDecision();
    }
  }

  synchronized Undone redo() throws ControlException {
    @Nullable Step next = standing < steps.size() ? steps.get(standing) : null;
    if (next instanceof Step.LeftOut out) {
      steps.set(standing, leftOut(out.path(), out.who()));
      standing++;
      return Undone.EXCLUSION;
    }
    if (calls.ask(() -> calls.review().redo() == 0)) {
      return Undone.NOTHING;
    }
    standing += next == null ? 0 : 1;
    return Undone.DECISION;
  }
}
