package org.duplexsync.commit;

import java.util.ArrayList;
import java.util.List;
import org.duplexsync.host.Expected;
import org.duplexsync.host.HostException;
import org.duplexsync.host.StageAsk;
import org.duplexsync.host.StageOutcome;
import org.duplexsync.host.Staging;
import org.duplexsync.model.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * The route through the two helper channels: contents are read on one side and staged on the other
 * as they come, hashed on both.
 */
final class HelperCarrier implements Carrier {
  @Override
  public List<Carried> carry(Lane lane, Haul haul) throws HostException {
    List<StageAsk> asks = lane.loads().stream().map(Lane.Load::ask).toList();
    List<Expected> files = new ArrayList<>();
    List<Integer> indexes = new ArrayList<>();
    for (int i = 0; i < lane.loads().size(); i++) {
      if (lane.loads().get(i).isFile()) {
        files.add(lane.loads().get(i).source());
        indexes.add(i);
      }
    }
    try (Staging staging = lane.to().tree().stage(asks)) {
      Relay relay = new Relay(staging, indexes.stream().mapToInt(i -> i).toArray(), lane, haul);
      if (!files.isEmpty()) {
        lane.from().tree().read(files, relay);
      }
      return answers(staging.outcomes(), relay);
    } catch (CancelledException e) {
      return asks.stream().<Carried>map(_ -> new Carried.Cancelled()).toList();
    }
  }

  private static List<Carried> answers(List<StageOutcome> outcomes, Relay relay) {
    List<Carried> answers = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      @Nullable Carried source = relay.trouble(i);
      answers.add(source != null ? source : answer(outcomes.get(i), relay.hash(i), "helper"));
    }
    return answers;
  }

  static Carried answer(StageOutcome outcome, @Nullable Sha256 hash, String route) {
    return switch (outcome) {
      case StageOutcome.Staged(var entry, var lost) ->
          new Carried.Ready(
              entry, hash, lost.stream().map(what -> "not taken over: " + what).toList(), route);
      case StageOutcome.Failed(var reason, var full) ->
          Carried.failed(full ? "no space left in the temp dir: " + reason : reason);
      case StageOutcome.Abandoned _ -> Carried.failed("its content did not arrive");
    };
  }
}
