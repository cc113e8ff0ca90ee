package org.duplexsync.commit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.Action;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Intent;
import org.duplexsync.model.IntentBatch;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * Carries out one batch: check, intents, stage, intents with what was staged, commit, record.
 * Killed anywhere in between, {@link Settle} finds in the intents what was meant.
 */
final class Executor {
  private static final int FAILED_REMEMBERED = 10_000;

  private record Place(Side side, RelPath path) {}

  private final Setup setup;
  private final Ends ends;
  private final Ledger ledger;
  private final Names names;
  private final Stager stager;
  private final Committing committing;
  private final Leftovers leftovers;
  private final Map<Place, String> parked = new HashMap<>();
  private final Map<Place, Outcome> notParked = new HashMap<>();
  private final Map<Place, Outcome> notMade = new HashMap<>();

  Executor(Setup setup, Ends ends, Ledger ledger) {
    this.setup = setup;
    this.ends = ends;
    this.ledger = ledger;
    this.names = new Names(setup.names(), setup.run());
    Carrier helper = new HelperCarrier();
    Routes routes =
        new Routes(
            setup.route(),
            helper,
            new BridgeCarrier(names, setup.together(), helper),
            setup.grows());
    this.stager = new Stager(ends, setup.together(), routes, setup.grows());
    this.committing = new Committing(ends, setup.together());
    this.leftovers = new Leftovers(ends);
  }

  /**
   * A batch under way.
   *
   * @param batch its intents; null: nothing of it can be carried out
   */
  record Opened(@Nullable IntentBatch batch, List<Item> items, Instant started) {}

  /**
   * @return what was recorded; null if it was cancelled before anything was committed
   */
  @Nullable Heard run(List<Op> ops, Haul haul) throws HostException, TreeException {
    Opened opened = open(ops);
    stage(opened, haul);
    return commit(opened, haul) ? record(opened) : null;
  }

  /** Its intents are durable then. */
  Opened open(List<Op> ops) throws HostException, TreeException {
    Instant started = setup.clock().instant();
    List<Item> items = ops.stream().map(Item::new).toList();
    check(items);
    return new Opened(intents(items), items, started);
  }

  /** What is staged is durably known then; nothing in the trees is touched. */
  void stage(Opened opened, Haul haul) throws HostException, TreeException {
    if (opened.batch() == null) {
      return;
    }
    stager.stage(opened.items(), haul);
    List<Intent> staged = haul.cancel().isCancelled() ? List.of() : staged(opened.items());
    if (!staged.isEmpty()) {
      ledger.staged(opened.batch(), staged);
    }
  }

  /**
   * @return false if it was cancelled: nothing was committed, and the batch is over
   */
  boolean commit(Opened opened, Haul haul) throws HostException, TreeException {
    if (opened.batch() != null && haul.cancel().isCancelled()) {
      abandon(opened.batch(), opened.items(), opened.started());
      return false;
    }
    if (opened.batch() != null) {
      committing.run(opened.items());
    }
    clear(opened.batch(), opened.items());
    return true;
  }

  Heard record(Opened opened) throws HostException {
    return record(opened.batch(), opened.items(), opened.started());
  }

  private void check(List<Item> items) throws HostException, TreeException {
    Look look = new Look();
    items.forEach(item -> Check.ask(item.op, look));
    look.run(ends, setup.together());
    Check check = new Check(look, setup.grows());
    for (Item item : items) {
      if (!item.op.work().allDone() && !(item.op.work().outcome() instanceof Outcome.Failed)) {
        // an action of the row before this one was not taken: neither is this
        item.end(item.op.work().outcome());
        continue;
      }
      Outcome blocked = blocked(item.op);
      if (blocked != null) {
        item.end(blocked);
        continue;
      }
      String drift = item.op.part() == Op.Part.UNPARK ? null : check.drift(item.op);
      if (drift != null) {
        item.end(new Outcome.Drifted(drift));
        if (item.op.part() == Op.Part.PARK) {
          notParked.put(place(item.op.action()), new Outcome.Drifted(drift));
        }
      } else if (item.op.part() != Op.Part.UNPARK) {
        item.replace(check.fresh(item.op).action());
      }
    }
  }

  /** What it depends on was not done. */
  private @Nullable Outcome blocked(Op op) {
    if (op.work().outcome() instanceof Outcome.Failed(String reason) && !op.work().allDone()) {
      return new Outcome.Failed("not tried: " + reason);
    }
    for (RelPath up = op.action().path().parent(); up != null; up = up.parent()) {
      Outcome directory = notMade.get(new Place(op.action().on(), up));
      if (directory != null) {
        return as(directory, "its directory " + up + " could not be made: " + words(directory));
      }
    }
    return null;
  }

  /** What waited for something that moved on is to be looked at anew as well; it has not failed. */
  private static Outcome as(@Nullable Outcome cause, String reason) {
    return cause instanceof Outcome.Drifted
        ? new Outcome.Drifted(reason)
        : new Outcome.Failed(reason);
  }

  private static Place place(Action action) {
    return new Place(action.on(), action.path());
  }

  private @Nullable IntentBatch intents(List<Item> items) {
    List<Intent> intents = new ArrayList<>();
    for (Item item : items) {
      if (item.op.part() == Op.Part.UNPARK && !parked.containsKey(place(item.op.action()))) {
        item.end(
            as(
                notParked.get(place(item.op.action())),
                "it could not be moved out of the way first"));
      }
      if (item.isOpen()) {
        item.intent = intent(intents.size(), item.op);
        intents.add(item.intent);
      }
    }
    return intents.isEmpty() ? null : ledger.open(intents);
  }

  private Intent intent(int number, Op op) {
    Action action = op.action();
    return switch (op.part()) {
      case WHOLE -> {
        String stage = Steps.isStaged(action) ? names.stage() : null;
        String version = stage == null ? names.version() : names.version(stage);
        yield Intent.planned(number, action, stage, Steps.keepsVersion(action) ? version : null);
      }
      case PARK -> {
        String stage = names.stage();
        parked.put(place(action), stage);
        yield Intent.planned(number, action, stage, names.version(stage));
      }
      case UNPARK -> {
        String stage = Objects.requireNonNull(parked.get(place(action)));
        yield Intent.planned(number, action, stage, names.version(stage))
            .staged(((Action.Move) action).target(), null);
      }
    };
  }

  /** What is parked and will not go on: the second halves of moves that were not done. */
  private List<Leftovers.Waiting> waiting(List<Item> items) {
    List<Leftovers.Waiting> waiting = new ArrayList<>();
    for (Item item : items) {
      if (item.op.part() == Op.Part.UNPARK) {
        String stage = parked.remove(place(item.op.action()));
        if (stage != null && !(item.outcome instanceof Outcome.Done)) {
          waiting.add(new Leftovers.Waiting(item, stage, names.version(stage)));
        }
      }
    }
    return waiting;
  }

  private static List<Intent> staged(List<Item> items) {
    List<Intent> staged = new ArrayList<>();
    for (Item item : items) {
      boolean ready = item.intent != null && item.intent.staged() != null;
      if (item.isOpen() && Steps.isStaged(item.op.action()) && !ready) {
        item.end(new Outcome.Failed("it was not staged"));
      } else if (item.isOpen() && ready && Steps.isStaged(item.op.action())) {
        staged.add(Objects.requireNonNull(item.intent));
      }
    }
    return staged;
  }

  /** Nothing of it was committed: what was staged is thrown away, the intents are closed. */
  private void abandon(IntentBatch batch, List<Item> items, Instant started)
      throws HostException, TreeException {
    clear(batch, items);
    Heard heard = new Heard();
    Recorder recorder = recorder(heard, started);
    for (Item item : items) {
      if (item.kept != null) {
        keep(item, item.kept, recorder);
      }
    }
    ledger.record(batch, heard);
  }

  private void clear(@Nullable IntentBatch batch, List<Item> items)
      throws HostException, TreeException {
    if (batch != null && Leftovers.discardsStaged(items)) {
      ledger.settling(batch);
    }
    leftovers.clear(items, waiting(items));
  }

  private Recorder recorder(Heard heard, Instant started) {
    return new Recorder(
        new Recorder.RunInfo(setup.pair(), setup.run(), setup.cause(), started, setup.keepFor()),
        setup.clock().instant(),
        heard);
  }

  private Heard record(@Nullable IntentBatch batch, List<Item> items, Instant started)
      throws HostException {
    Heard heard = new Heard();
    Recorder recorder = recorder(heard, started);
    // what was done last at a path is what is agreed there
    SequencedSet<Work> works = new LinkedHashSet<>();
    for (Item item : items) {
      Outcome outcome = Objects.requireNonNull(item.outcome);
      if (item.op.part() == Op.Part.PARK) {
        parkEnded(item, outcome);
        continue;
      }
      noteFailure(item, outcome);
      recorder.ended(item.op, item.intent, outcome, item.route);
      if (item.kept != null) {
        keep(item, item.kept, recorder);
      }
      works.addLast(item.op.work());
    }
    works.forEach(recorder::finished);
    ledger.record(batch, heard);
    return heard;
  }

  private void parkEnded(Item item, Outcome outcome) {
    if (!(outcome instanceof Outcome.Done)) {
      parked.remove(place(item.op.action()));
      notParked.put(place(item.op.action()), outcome);
    }
  }

  private void noteFailure(Item item, Outcome outcome) {
    boolean made = outcome instanceof Outcome.Done;
    if (item.op.action() instanceof Action.MakeDirectory make
        && !made
        && notMade.size() < FAILED_REMEMBERED) {
      notMade.put(place(make), outcome);
    }
  }

  static String words(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done _ -> "done";
      case Outcome.Drifted(String reason) -> reason;
      case Outcome.Failed(String reason) -> reason;
      case Outcome.Kept(String reason) -> reason;
    };
  }

  private void keep(Item item, String version, Recorder recorder) throws HostException {
    Seen seen = ends.of(item.op.action().on()).tree().keep(List.of(version)).getFirst();
    if (seen instanceof Seen.Present(Entry entry)) {
      recorder.kept(item.op.action().path(), item.op.action().on(), version, entry);
    }
  }
}
