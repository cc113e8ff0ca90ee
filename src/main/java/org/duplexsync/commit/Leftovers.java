package org.duplexsync.commit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Rubbish;
import org.duplexsync.host.Step;
import org.duplexsync.host.StepOutcome;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.Action;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Intent;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * What a batch leaves in the pair's own directory when not all of it was done. It must go before
 * the batch is recorded: afterwards no intent knows it any more.
 */
final class Leftovers {
  private final Ends ends;

  Leftovers(Ends ends) {
    this.ends = ends;
  }

  /** Something that was moved out of the way and did not arrive at its new name. */
  record Waiting(Item item, String stage, String version) {}

  /** Whether something goes that is durably known to be staged. */
  static boolean discardsStaged(List<Item> items) {
    return items.stream()
        .map(Leftovers::rubbish)
        .anyMatch(each -> each != null && each.staged() != null);
  }

  void clear(List<Item> items, List<Waiting> waiting) throws HostException, TreeException {
    Map<Side, List<Rubbish>> rubbish = new EnumMap<>(Side.class);
    for (Item item : items) {
      Rubbish one = rubbish(item);
      if (one != null) {
        rubbish.computeIfAbsent(item.op.action().on(), _ -> new ArrayList<>()).add(one);
      }
    }
    for (Map.Entry<Side, List<Rubbish>> side : rubbish.entrySet()) {
      End end = ends.of(side.getKey());
      end.tree().discard(end.epoch(), side.getValue());
    }
    for (Side side : Side.values()) {
      bring(
          ends.of(side),
          waiting.stream().filter(each -> each.item().op.action().on() == side).toList());
    }
  }

  private static @Nullable Rubbish rubbish(Item item) {
    Intent intent = item.intent;
    String stage = intent == null ? null : intent.stage();
    if (intent == null || stage == null || item.outcome instanceof Outcome.Done) {
      return null;
    }
    return Steps.isStaged(item.op.action()) ? new Rubbish(stage, intent.staged()) : null;
  }

  /** Back to their old names; to the versions where these are taken. */
  private static void bring(End end, List<Waiting> waiting) throws HostException, TreeException {
    if (waiting.isEmpty()) {
      return;
    }
    List<Step> steps = new ArrayList<>();
    for (Waiting each : waiting) {
      Action.Move move = (Action.Move) each.item().op.action();
      steps.add(new Step.Park(move.from(), each.stage(), move.target(), each.version()));
    }
    List<StepOutcome> outcomes = end.tree().settle(end.epoch(), steps);
    for (int i = 0; i < waiting.size(); i++) {
      tell(end, waiting.get(i).item(), outcomes.get(i));
    }
  }

  private static void tell(End end, Item item, StepOutcome outcome) {
    Action.Move move = (Action.Move) item.op.action();
    String why = item.outcome == null ? "the run was cancelled" : Executor.words(item.outcome);
    item.kept = outcome instanceof StepOutcome.Drifted(_, String kept) ? kept : null;
    String where =
        switch (outcome) {
          case StepOutcome.Drifted _ when item.kept != null ->
              "and its old name is taken too; its content is kept on %s as version %s"
                  .formatted(end.name(), item.kept);
          case StepOutcome.Failed(var error, var reason) ->
              "and what became of it is not known (%s: %s); look into %s on %s"
                  .formatted(error, reason, Bytes.of(end.tree().facts().tempDir()), end.name());
          case StepOutcome.Drifted _, StepOutcome.Done _, StepOutcome.NotEmpty _ ->
              "and is back there";
        };
    item.outcome =
        new Outcome.Drifted(
            "it was moved out of the way from %s, could not go on to %s (%s), %s"
                .formatted(move.from(), move.path(), why, where));
  }
}
