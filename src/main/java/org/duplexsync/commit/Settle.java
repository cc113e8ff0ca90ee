package org.duplexsync.commit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duplexsync.host.HostException;
import org.duplexsync.host.StepOutcome;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.Action;
import org.duplexsync.model.Cause;
import org.duplexsync.model.Intent;
import org.duplexsync.model.IntentBatch;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;

/**
 * Settles the intents of a run that was cut short, before anything is compared: each path has its
 * old or its new state, what was done is recorded as if it had been heard, what was staged goes.
 */
public final class Settle {
  private static final Outcome NEVER =
      new Outcome.Failed("the run was cut short before it was done; nothing was changed");

  private final Setup setup;
  private final Ends ends;
  private final Ledger ledger;
  private final List<Settled.Line> lines = new ArrayList<>();
  private int discarded;

  public Settle(Setup setup, Ends ends, Ledger ledger) {
    this.setup = setup;
    this.ends = ends;
    this.ledger = ledger;
  }

  /** Both leases must be held. May be cut short itself and run again. */
  public Settled run() throws HostException, TreeException {
    for (IntentBatch batch : ledger.unsettled()) {
      settle(batch);
    }
    for (Side side : Side.values()) {
      End end = ends.of(side);
      discarded += end.tree().discard(end.epoch(), List.of());
    }
    return new Settled(List.copyOf(lines), discarded);
  }

  private void settle(IntentBatch batch) throws HostException, TreeException {
    Map<Intent, Outcome> outcomes = new LinkedHashMap<>();
    for (Side side : Side.values()) {
      settle(side, batch, outcomes);
    }
    ledger.record(batch, heard(batch, outcomes));
    outcomes.forEach((intent, outcome) -> lines.add(new Settled.Line(intent.action(), outcome)));
  }

  private void settle(Side side, IntentBatch batch, Map<Intent, Outcome> outcomes)
      throws HostException, TreeException {
    End end = ends.of(side);
    List<Intent> mine = new ArrayList<>();
    List<String> rubbish = new ArrayList<>();
    for (Intent intent : batch.intents()) {
      if (intent.action().on() != side) {
        continue;
      }
      if (Steps.isStaged(intent.action()) && intent.staged() == null) {
        outcomes.put(intent, NEVER);
        if (intent.stage() != null) {
          rubbish.add(intent.stage());
        }
      } else {
        mine.add(intent);
      }
    }
    List<Steps.Planned> plan = Steps.plan(mine);
    if (!plan.isEmpty()) {
      List<StepOutcome> ends =
          end.tree().settle(end.epoch(), plan.stream().map(Steps.Planned::step).toList());
      for (int i = 0; i < plan.size(); i++) {
        for (Intent intent :
            mine.subList(plan.get(i).from(), plan.get(i).from() + plan.get(i).count())) {
          outcomes.put(intent, outcome(intent, ends.get(i)));
        }
      }
    }
    if (!rubbish.isEmpty()) {
      discarded += end.tree().discard(end.epoch(), rubbish);
    }
  }

  private static Outcome outcome(Intent intent, StepOutcome outcome) {
    return switch (outcome) {
      case StepOutcome.Done(var after, var version) ->
          new Outcome.Done(after, version == null ? null : intent.version());
      case StepOutcome.Drifted(_, boolean kept) ->
          kept
              ? new Outcome.Drifted(
                  "the run was cut short; what came out and was not as planned is kept as a version")
              : NEVER;
      case StepOutcome.NotEmpty _ -> NEVER;
      case StepOutcome.Failed(var error, var reason) -> new Outcome.Failed(error + ": " + reason);
    };
  }

  private Heard heard(IntentBatch batch, Map<Intent, Outcome> outcomes) {
    Instant now = setup.clock().instant();
    Heard heard = new Heard();
    Recorder recorder =
        new Recorder(
            new Recorder.RunInfo(setup.pair(), batch.run(), Cause.SETTLE, now, setup.keepFor()),
            now,
            heard);
    Map<RelPath, List<Intent>> rows = new LinkedHashMap<>();
    for (Intent intent : outcomes.keySet()) {
      boolean parked = intent.action() instanceof Action.Move && intent.stage() != null;
      if (!parked || intent.staged() != null) {
        rows.computeIfAbsent(rowOf(intent.action()), _ -> new ArrayList<>()).add(intent);
      }
    }
    for (Map.Entry<RelPath, List<Intent>> each : rows.entrySet()) {
      PlanRow row = ledger.row(batch, each.getKey());
      if (row != null) {
        record(recorder, row, each.getValue(), outcomes);
      }
    }
    return heard;
  }

  private static void record(
      Recorder recorder, PlanRow row, List<Intent> intents, Map<Intent, Outcome> outcomes) {
    Work work = Work.of(row, intents.stream().map(Intent::action).toList());
    for (int i = 0; i < intents.size() && i < work.ops().size(); i++) {
      Intent intent = intents.get(i);
      recorder.ended(work.ops().get(i), intent, outcomes.getOrDefault(intent, NEVER), null);
    }
    recorder.finished(work);
  }

  /** The plan row that an action belongs to: of a second copy, the row of what was copied. */
  private static RelPath rowOf(Action action) {
    return action instanceof Action.KeepBeside keep ? keep.of() : action.path();
  }
}
