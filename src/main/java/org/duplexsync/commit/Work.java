package org.duplexsync.commit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duplexsync.model.Action;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Sha256;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/** One approved row being carried out: its actions, and what is known so far. Not thread safe. */
final class Work {
  private record Place(Side side, RelPath path) {}

  private final PlanRow row;
  private final boolean implied;
  private final List<Op> ops = new ArrayList<>();
  private final Map<Place, @Nullable Entry> left = new LinkedHashMap<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private final Map<RelPath, Sha256> hashes = new HashMap<>();
  private final Set<RelPath> beside = new HashSet<>();

  private Work(PlanRow row, boolean implied) {
    this.row = row;
    this.implied = implied;
  }

  static Work of(PlanRow row, List<Action> actions) {
    return new Work(row, false).take(actions);
  }

  /** A parent directory that nobody approved by itself, but that an approved row needs. */
  static Work implied(PlanRow row, List<Action> actions) {
    return new Work(row, true).take(actions);
  }

  private Work take(List<Action> actions) {
    for (Action action : exchanging(actions)) {
      Op last = ops.isEmpty() ? null : ops.getLast();
      if (last != null && keeps(last.action(), action)) {
        ops.removeLast();
        ops.add(
            new Op(this, last.action(), last.phase(), last.part(), (Action.SetMetadata) action));
      } else {
        // what a move onto a taken name exchanged out goes at once: the name may be needed
        boolean out = action instanceof Action.Delete && isMove(last);
        ops.add(Op.of(this, action, out ? Phase.STRUCTURE : Phase.of(action)));
      }
    }
    return this;
  }

  private static boolean isMove(@Nullable Op op) {
    return op != null && op.action() instanceof Action.Move;
  }

  /**
   * What is to be deleted so that something can move to its name changes places with that first: no
   * name is missing for a moment, and nothing is deleted for a move that then fails.
   */
  private static List<Action> exchanging(List<Action> actions) {
    if (actions.size() < 2
        || !(actions.get(0) instanceof Action.Delete delete)
        || !(actions.get(1) instanceof Action.Move move)
        || !move.path().equals(delete.path())
        || move.on() != delete.on()) {
      return actions;
    }
    List<Action> all = new ArrayList<>();
    all.add(move);
    all.add(
        new Action.Move(
            /* from= */ move.path(), /* path= */ move.from(), move.on(), delete.target()));
    all.add(new Action.Delete(move.from(), move.on(), delete.target()));
    all.addAll(actions.subList(2, actions.size()));
    return all;
  }

  private static boolean keeps(Action first, Action second) {
    return first instanceof Action.Copy
        && second instanceof Action.SetMetadata
        && first.path().equals(second.path())
        && first.on() == second.on();
  }

  PlanRow row() {
    return row;
  }

  RelPath path() {
    return row.path();
  }

  boolean isImplied() {
    return implied;
  }

  List<Op> ops() {
    return ops;
  }

  List<Op> ops(Phase phase) {
    return ops.stream().filter(op -> op.phase() == phase).toList();
  }

  boolean inOnePhase() {
    return ops.stream().map(Op::phase).distinct().count() <= 1;
  }

  /** Leaves out an action that another row makes needless. */
  void drop(Op op) {
    ops.remove(op);
  }

  void ended(Outcome outcome) {
    outcomes.add(outcome);
  }

  boolean isFinished() {
    return outcomes.size() >= ops.size();
  }

  /** Of the actions ended so far. */
  boolean allDone() {
    return outcomes.stream().allMatch(outcome -> outcome instanceof Outcome.Done);
  }

  /** The worst of its actions' outcomes. */
  Outcome outcome() {
    return outcomes.stream()
        .reduce(Work::worse)
        .orElseGet(() -> new Outcome.Kept("there is nothing to do"));
  }

  private static Outcome worse(Outcome x, Outcome y) {
    if (x instanceof Outcome.Done(_, _, String before)
        && before != null
        && y instanceof Outcome.Done(Entry after, String version, String note)) {
      boolean same = note == null || note.equals(before);
      return new Outcome.Done(after, version, same ? before : before + "; " + note);
    }
    return rank(y) >= rank(x) ? y : x;
  }

  private static int rank(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done _ -> 0;
      case Outcome.Kept _ -> 1;
      case Outcome.Drifted _ -> 2;
      case Outcome.Failed _ -> 3;
    };
  }

  /** What this commit left at a path of a side; null: nothing, or it did not touch it. */
  @Nullable Entry left(Side side, RelPath path) {
    return left.get(new Place(side, path));
  }

  void leaves(Side side, RelPath path, @Nullable Entry entry) {
    left.put(new Place(side, path), entry);
  }

  /** What was there when it was read, of a file that may have grown since it was planned. */
  void had(Side side, RelPath path, Entry entry) {
    Entry planned = now(side, path);
    if (planned != null && planned.size() != entry.size()) {
      left.put(new Place(side, path), entry);
    }
  }

  /** A name that was moved away from, unless an action before has taken it. */
  void leavesFree(Side side, RelPath path) {
    left.putIfAbsent(new Place(side, path), null);
  }

  /** What a side has at a path of this row, as far as is known. */
  @Nullable Entry now(Side side, RelPath path) {
    Place place = new Place(side, path);
    if (left.containsKey(place)) {
      return left.get(place);
    }
    PlanItem.Origin origin = row.item().origin();
    if (path.equals(path())) {
      return Look.entry(row.item().seen(side));
    }
    return origin != null && path.equals(origin.path()) ? Look.entry(origin.seen(side)) : null;
  }

  /** It was exchanged to an old name and is deleted there. */
  boolean removed(Side side, RelPath path) {
    return !path.equals(path())
        && now(side, path) == null
        && ops.stream()
            .anyMatch(op ->
                op.action() instanceof Action.Delete delete
                    && delete.on() == side
                    && delete.path().equals(path));
  }

  /** Every path that this row's actions touched, and its own, without those that were taken. */
  Set<RelPath> paths() {
    Set<RelPath> paths = new LinkedHashSet<>();
    paths.add(path());
    left.keySet().forEach(place -> paths.add(place.path()));
    paths.removeAll(beside);
    return paths;
  }

  /**
   * The names under which both sides were given a second file, each once: what becomes of them from
   * then on is not this row's.
   */
  List<RelPath> takeBeside() {
    List<RelPath> taken = new ArrayList<>();
    for (Op op : ops) {
      RelPath path = op.action().path();
      boolean onBoth = left(Side.A, path) != null && left(Side.B, path) != null;
      if (op.action() instanceof Action.KeepBeside && onBoth && beside.add(path)) {
        taken.add(path);
      }
    }
    return taken;
  }

  /** Of the content that was copied to a path; null if none was. */
  @Nullable Sha256 hash(RelPath path) {
    return hashes.get(path);
  }

  void hash(RelPath path, Sha256 sha256) {
    hashes.put(path, sha256);
  }
}
