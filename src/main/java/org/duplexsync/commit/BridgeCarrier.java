package org.duplexsync.commit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.duplexsync.host.Adopt;
import org.duplexsync.host.Hashed;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Shell;
import org.duplexsync.host.StageOutcome;
import org.duplexsync.host.TreeException;
import org.duplexsync.host.local.LocalShell;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The route through rsync's own protocol, joined here: deltas against what the target has, and
 * compression. rsync is not trusted with paths: what it staged is adopted only with the hash that
 * the source's helper took through its own opened directories. If it can't be started at all, the
 * helper carries the files.
 */
final class BridgeCarrier implements Carrier {
  private final Names names;
  private final Together together;
  private final Carrier otherwise;

  BridgeCarrier(Names names, Together together, Carrier otherwise) {
    this.names = names;
    this.together = together;
    this.otherwise = otherwise;
  }

  /** Why there can be no bridge between two ends; null: there can. */
  static @Nullable String missing(End from, End to) {
    for (End end : List.of(from, to)) {
      if (end.facts().rsync() == null) {
        return "it is missing on " + end.name();
      }
      if (end.shell() == null) {
        return "no program can be started on " + end.name();
      }
    }
    return null;
  }

  @Override
  public List<Carried> carry(Lane lane, Haul haul) throws HostException, TreeException {
    String name = names.staging();
    Bytes staging = lane.to().tree().makeStaging(name);
    Meter meter = new Meter(haul.bytes(), lane.loads().stream().mapToLong(Lane.Load::bytes).sum());
    try {
      AtomicReference<Bridge.@Nullable Ended> ended = new AtomicReference<>();
      AtomicReference<List<Hashed>> hashes = new AtomicReference<>(List.of());
      together.run(
          List.of(
              () -> ended.set(transfer(lane, staging, haul.telling(meter::moved))),
              () -> hashes.set(hash(lane, haul.cancel()))));
      if (haul.cancel().isCancelled()) {
        return lane.loads().stream().<Carried>map(_ -> new Carried.Cancelled()).toList();
      }
      Bridge.Ended how = Objects.requireNonNull(ended.get());
      if (how.isOrderly()) {
        meter.complete();
        return adopt(lane, name, hashes.get(), how);
      }
      return otherwise.carry(lane, haul.telling(meter::again)).stream()
          .map(carried -> without(carried, how))
          .toList();
    } finally {
      lane.to().tree().removeStaging(name);
    }
  }

  private static Carried without(Carried carried, Bridge.Ended how) {
    String why = how.words().isEmpty() ? "it ended with status " + how.status() : how.words();
    return carried instanceof Carried.Ready ready
        ? ready.with("rsync could not be used: " + why)
        : carried;
  }

  /** Nothing if it was cancelled, which does not wait for the end of a large file. */
  private static List<Hashed> hash(Lane lane, Cancel cancel) throws HostException {
    try (Cancel.Hooked _ = cancel.onCancel(Thread.currentThread()::interrupt)) {
      return lane.from().tree().hash(lane.loads().stream().map(Lane.Load::source).toList());
    } catch (HostException e) {
      if (cancel.isCancelled()) {
        return List.of();
      }
      throw e;
    } finally {
      if (cancel.isCancelled()) {
        Thread.interrupted();
      }
    }
  }

  private Bridge.Ended transfer(Lane lane, Bytes staging, Haul haul) throws HostException {
    Shell source = Objects.requireNonNull(lane.from().shell());
    Shell target = Objects.requireNonNull(lane.to().shell());
    boolean local = source instanceof LocalShell && target instanceof LocalShell;
    BridgeCommand command =
        new BridgeCommand(
            lane.from().tree().facts().root().getBytes(UTF_8),
            lane.from().tree().facts().tempDir().getBytes(UTF_8),
            lane.to().tree().facts().root().getBytes(UTF_8),
            staging.toArray(),
            !local,
            "duplex-" + names.staging());
    return new Bridge(command, lane, haul).run(source, target, list(lane));
  }

  private static byte[] list(Lane lane) {
    ByteArrayOutputStream list = new ByteArrayOutputStream();
    for (Lane.Load load : lane.loads()) {
      // rsync takes a line that begins with # or ; for a comment, also with --from0
      list.writeBytes(new byte[] {'.', '/'});
      list.writeBytes(load.source().path().toArray());
      list.write(0);
    }
    return list.toByteArray();
  }

  private static List<Carried> adopt(Lane lane, String name, List<Hashed> hashes, Bridge.Ended how)
      throws HostException {
    Carried[] carried = new Carried[lane.loads().size()];
    List<Adopt> adopts = new ArrayList<>();
    List<Integer> indexes = new ArrayList<>();
    for (int i = 0; i < carried.length; i++) {
      Lane.Load load = lane.loads().get(i);
      switch (hashes.get(i)) {
        case Hashed.Ok ok -> {
          adopts.add(new Adopt(load.source().path(), load.ask(), ok.sha256()));
          indexes.add(i);
        }
        case Hashed.Drifted _ -> carried[i] = Carried.drifted("it changed while it was read");
        case Hashed.Failed(String reason) ->
            carried[i] = new Carried.Not(Outcome.Failed.reading(reason));
      }
    }
    List<StageOutcome> outcomes =
        adopts.isEmpty() ? List.of() : lane.to().tree().adopt(name, adopts);
    for (int i = 0; i < outcomes.size(); i++) {
      carried[indexes.get(i)] = answer(outcomes.get(i), adopts.get(i), how);
    }
    return List.of(carried);
  }

  private static Carried answer(StageOutcome outcome, Adopt adopt, Bridge.Ended how) {
    Carried answer = HelperCarrier.answer(outcome, adopt.sha256(), "bridge");
    return outcome instanceof StageOutcome.Failed(String reason, _) && !how.words().isEmpty()
        ? Carried.failed(reason + " (rsync: " + how.words() + ")")
        : answer;
  }
}
