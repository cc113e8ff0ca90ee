package org.duplexsync.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import org.duplexsync.engine.pair.Leases;
import org.duplexsync.engine.pair.Link;
import org.duplexsync.engine.pair.Sides;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Rubbish;
import org.duplexsync.host.StageAsk;
import org.duplexsync.host.StageOutcome;
import org.duplexsync.host.Step;
import org.duplexsync.host.StepOutcome;
import org.duplexsync.host.Tree;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.Action;
import org.duplexsync.model.Cause;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Halt;
import org.duplexsync.model.JournalRow;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.duplexsync.model.VersionRow;
import org.duplexsync.reconcile.Guards;
import org.jspecify.annotations.Nullable;

/**
 * Puts an old content back on the server that keeps it, as a new file at a name that is free on
 * both sides. What is there then is a file that was created on that side: it travels, or waits, as
 * any other does. A crash in between leaves a staged copy, which the next start tidies up.
 */
final class Restores {
  private static final int DIRECTORY_MODE = 0755;

  private final Hold hold;
  private final Link link;
  private final Leases leases;

  private final @Nullable Halt stop;

  /**
   * @param stop a guard that has just found something; null: none has
   */
  Restores(Hold hold, Link link, Leases leases, @Nullable Halt stop) {
    this.hold = hold;
    this.link = link;
    this.leases = leases;
    this.stop = stop;
  }

  /** The first guard that holds everything; null: none. */
  static @Nullable Halt stop(List<Halt> halts) {
    return halts.stream().filter(Guards::holdsMoreThanDeletes).findFirst().orElse(null);
  }

  /** Also one that nobody has answered yet in the plan that stands. */
  private @Nullable Halt standing() {
    List<Halt> halts = new StandingPlan(hold.store, hold.pair()).standing();
    return stop == null ? stop(halts) : stop;
  }

  /** What came of it; nothing that stands anywhere is replaced. */
  Outcome run(VersionRow version, RelPath to, String by) throws HostException, TreeException {
    if (hold.spec().filter().excludes(to, false)) {
      return new Outcome.Kept("the pair leaves " + to + " out: give it another name");
    }
    Halt halt = standing();
    if (halt != null) {
      return new Outcome.Kept("a guard lets nothing go: " + HaltText.of(halt));
    }
    List<RelPath> missing = new ArrayList<>();
    String taken = taken(version.side(), to, missing);
    if (taken != null) {
      return new Outcome.Kept(taken);
    }
    Tree tree = link.tree(version.side());
    String stage = "s-" + HexFormat.of().toHexDigits(hold.surroundings.random().nextLong());
    Instant began = hold.now();
    return switch (tree.restore(version.name(), new StageAsk(stage, to, version.entry(), null))) {
      case StageOutcome.Staged(Entry staged, List<String> lost) -> {
        Outcome outcome = put(version, to, missing, new Step.Put(to, stage, staged, null, null));
        if (!(outcome instanceof Outcome.Done)) {
          tree.discard(leases.epoch(version.side()), List.of(new Rubbish(stage, staged)));
        }
        Outcome told = noted(outcome, version, lost);
        journal(version, to, by, told, began);
        yield told;
      }
      case StageOutcome.Failed(String reason, boolean _) -> new Outcome.Failed(reason);
      case StageOutcome.Abandoned() -> new Outcome.Failed("it was given up");
    };
  }

  /**
   * Why it can't stand there; null: it can.
   *
   * @param missing gets the directories that have to be made on its side, the outermost first
   */
  private @Nullable String taken(Side side, RelPath to, List<RelPath> missing)
      throws HostException, TreeException {
    Deque<RelPath> way = new ArrayDeque<>(List.of(to));
    for (RelPath up = to.parent(); up != null && !up.isRoot(); up = up.parent()) {
      way.addFirst(up);
    }
    List<RelPath> paths = List.copyOf(way);
    Sides<List<Seen>> seen = link.together().both(each -> link.tree(each).look(paths));
    for (int i = 0; i < paths.size(); i++) {
      for (Side each : Side.values()) {
        String why = taken(each, paths.get(i), seen.of(each).get(i), i < paths.size() - 1);
        if (why != null) {
          return why;
        }
      }
      if (i < paths.size() - 1 && seen.of(side).get(i) instanceof Seen.Absent) {
        missing.add(paths.get(i));
      }
    }
    return null;
  }

  private static @Nullable String taken(Side on, RelPath path, Seen seen, boolean above) {
    return switch (seen) {
      case Seen.Absent() -> null;
      case Seen.Unknown(String reason) ->
          "%s can't be looked at on %s: %s".formatted(path, on, reason);
      case Seen.Present(Entry entry) ->
          !above
              ? "%s is there on %s: what stands there is not replaced, give it another name"
                  .formatted(path, on)
              : entry.isDirectory() ? null : "%s is no directory on %s".formatted(path, on);
    };
  }

  private Outcome put(VersionRow version, RelPath to, List<RelPath> missing, Step.Put put)
      throws HostException, TreeException {
    List<Step> steps = new ArrayList<>();
    missing.forEach(directory -> steps.add(new Step.MakeDirectory(directory, DIRECTORY_MODE)));
    steps.add(put);
    Side on = version.side();
    for (StepOutcome each : link.tree(on).commit(leases.epoch(on), steps)) {
      switch (each) {
        case StepOutcome.Failed(String error, String reason) -> {
          return new Outcome.Failed(error + ": " + reason);
        }
        case StepOutcome.Drifted _, StepOutcome.NotEmpty _ -> {
          return new Outcome.Kept(to + " is there on " + on + " by now");
        }
        case StepOutcome.Done _ -> {}
      }
    }
    return new Outcome.Done(put.staged(), null);
  }

  private static Outcome noted(Outcome outcome, VersionRow version, List<String> lost) {
    if (!(outcome instanceof Outcome.Done(Entry after, String _, String _))) {
      return outcome;
    }
    String note = "restored from version " + version.name();
    return new Outcome.Done(
        after, null, lost.isEmpty() ? note : note + "; not taken over: " + String.join(", ", lost));
  }

  private void journal(VersionRow version, RelPath to, String by, Outcome outcome, Instant began) {
    long run = hold.store.runs(hold.pair()).start(Cause.REQUEST, by);
    Entry after = outcome instanceof Outcome.Done(Entry entry, _, _) ? entry : null;
    var action =
        new Action.KeepBeside(version.path(), version.side(), to, version.side(), version.entry());
    hold.store
        .journal(hold.pair())
        .add(
            List.of(
                new JournalRow(
                    run,
                    0,
                    hold.now(),
                    hold.pair(),
                    action,
                    Cause.REQUEST,
                    by,
                    null,
                    after,
                    null,
                    null,
                    0,
                    Duration.between(began, hold.now()),
                    outcome)));
    hold.store.runs(hold.pair()).end(run, "an old content was put back");
  }
}
