package org.duplexsync.commit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Rubbish;
import org.duplexsync.host.StepOutcome;
import org.duplexsync.host.Swept;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.Action;
import org.duplexsync.model.Cause;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Intent;
import org.duplexsync.model.IntentBatch;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

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
  private final List<Settled.Found> found = new ArrayList<>();
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
    Map<Side, Swept> swept = new ConcurrentHashMap<>();
    setup
        .together()
        .run(
            List.of(
                () -> swept.put(Side.A, sweep(Side.A)), () -> swept.put(Side.B, sweep(Side.B))));
    for (Side side : Side.values()) {
      hear(side, Objects.requireNonNull(swept.get(side)));
    }
    return new Settled(List.copyOf(lines), discarded, List.copyOf(found));
  }

  private Swept sweep(Side side) throws HostException, TreeException {
    End end = ends.of(side);
    return end.tree().sweep(end.epoch());
  }

  /** What is left when every intent of this store is settled is of a store that is lost. */
  private void hear(Side side, Swept swept) {
    discarded += swept.removed();
    Heard heard = new Heard();
    Recorder recorder = recorder(0, heard);
    for (Swept.Kept kept : swept.kept()) {
      if (kept.path() != null) {
        recorder.kept(kept.path(), side, kept.version(), kept.entry());
      }
      found.add(new Settled.Found(side, kept.version(), true, kept.path()));
    }
    swept.stuck().forEach(stuck -> found.add(new Settled.Found(side, stuck, false, null)));
    if (!heard.versions().isEmpty()) {
      ledger.record(null, heard);
    }
  }

  private Recorder recorder(long run, Heard heard) {
    Instant now = setup.clock().instant();
    return new Recorder(
        new Recorder.RunInfo(setup.pair(), run, Cause.SETTLE, now, setup.keepFor()), now, heard);
  }

  private void settle(IntentBatch batch) throws HostException, TreeException {
    if (batch.intents().stream().anyMatch(each -> each.state() == Intent.State.STAGED)) {
      ledger.settling(batch);
    }
    Map<Intent, Outcome> outcomes = new LinkedHashMap<>();
    Heard heard = new Heard();
    Recorder recorder = recorder(batch.run(), heard);
    for (Side side : Side.values()) {
      settle(side, batch, outcomes, recorder);
    }
    hear(batch, outcomes, recorder);
    ledger.record(batch, heard);
    outcomes.forEach((intent, outcome) -> lines.add(new Settled.Line(intent.action(), outcome)));
  }

  private void settle(
      Side side, IntentBatch batch, Map<Intent, Outcome> outcomes, Recorder recorder)
      throws HostException, TreeException {
    End end = ends.of(side);
    List<Intent> mine = new ArrayList<>();
    List<Rubbish> rubbish = new ArrayList<>();
    for (Intent intent : batch.intents()) {
      if (intent.action().on() != side) {
        continue;
      }
      if (Steps.isStaged(intent.action()) && intent.staged() == null) {
        outcomes.put(intent, NEVER);
        if (intent.stage() != null) {
          rubbish.add(new Rubbish(intent.stage(), null));
        }
      } else {
        mine.add(intent);
      }
    }
    List<Steps.Planned> plan = Steps.plan(mine);
    if (!plan.isEmpty()) {
      Set<Intent> went = new Went(end, ledger).of(mine);
      List<StepOutcome> ends =
          end.tree().settle(end.epoch(), plan.stream().map(Steps.Planned::step).toList());
      for (int i = 0; i < plan.size(); i++) {
        for (Intent intent :
            mine.subList(plan.get(i).from(), plan.get(i).from() + plan.get(i).count())) {
          outcomes.put(intent, outcome(intent, ends.get(i), went.contains(intent)));
        }
        if (ends.get(i) instanceof StepOutcome.Drifted(_, String kept) && kept != null) {
          keep(end, mine.get(plan.get(i).from()).action(), kept, recorder);
        }
      }
    }
    if (!rubbish.isEmpty()) {
      discarded += end.tree().discard(end.epoch(), rubbish);
    }
  }

  private static void keep(End end, Action action, String version, Recorder recorder)
      throws HostException {
    if (end.tree().keep(List.of(version)).getFirst() instanceof Seen.Present(Entry entry)) {
      recorder.kept(action.path(), action.on(), version, entry);
    }
  }

  private static Outcome outcome(Intent intent, StepOutcome outcome, boolean went) {
    boolean something =
        outcome instanceof StepOutcome.Done
            || (outcome instanceof StepOutcome.Drifted(_, String kept) && kept != null);
    if (went && !something) {
      return new Outcome.Done(intent.staged(), null);
    }
    return switch (outcome) {
      case StepOutcome.Done(var after, var version) ->
          new Outcome.Done(AsLeft.by(intent, after), version == null ? null : intent.version());
      case StepOutcome.Drifted(_, @Nullable String kept) ->
          kept == null
              ? NEVER
              : new Outcome.Drifted(
                  "the run was cut short; what came out and was not as planned is kept as version "
                      + kept);
      case StepOutcome.NotEmpty _ -> NEVER;
      case StepOutcome.Failed(var error, var reason) -> new Outcome.Failed(error + ": " + reason);
    };
  }

  private void hear(IntentBatch batch, Map<Intent, Outcome> outcomes, Recorder recorder) {
    var paths = new RowPaths(batch);
    Map<RelPath, List<Intent>> rows = new LinkedHashMap<>();
    for (Intent intent : outcomes.keySet()) {
      boolean parked = intent.action() instanceof Action.Move && intent.stage() != null;
      if (!parked || intent.staged() != null) {
        rows.computeIfAbsent(paths.of(intent.action()), _ -> new ArrayList<>()).add(intent);
      }
    }
    for (Map.Entry<RelPath, List<Intent>> each : rows.entrySet()) {
      PlanRow row = ledger.row(batch, each.getKey());
      if (row != null) {
        record(recorder, row, each.getValue(), outcomes);
      }
    }
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
}
