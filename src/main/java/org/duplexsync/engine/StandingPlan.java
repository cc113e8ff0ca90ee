package org.duplexsync.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.duplexsync.engine.live.Places;
import org.duplexsync.engine.pair.AgreedAt;
import org.duplexsync.engine.pair.PlanFacts;
import org.duplexsync.engine.planning.KeptRequests;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Column;
import org.duplexsync.model.Halt;
import org.duplexsync.model.LiveTrouble;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.PlanHeader;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.PlanState;
import org.duplexsync.model.RaisedHalt;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.RowState;
import org.duplexsync.model.Selection;
import org.duplexsync.model.Side;
import org.duplexsync.store.BulkWriter;
import org.duplexsync.store.Cursor;
import org.duplexsync.store.PlanRows;
import org.duplexsync.store.Plans;
import org.duplexsync.store.Store;
import org.jspecify.annotations.Nullable;

/**
 * The plan that a person sees while the pair is live: a row comes when its path has to wait, and
 * leaves when the path is equal, has gone its way, or is another difference by now.
 */
final class StandingPlan {
  private final Store store;
  private final String pair;

  StandingPlan(Store store, String pair) {
    this.store = store;
    this.pair = pair;
  }

  private Plans plans() {
    return store.plans(pair);
  }

  @Nullable PlanHeader header() {
    return plans().latestReady();
  }

  /** Rows that wait for a person. */
  long waiting() {
    PlanHeader plan = header();
    return plan == null ? 0 : plan.counts().rows(count -> count.state() == RowState.OPEN);
  }

  /** Of these, paths that no decision lets go: something has to change on a server. */
  long blocked() {
    PlanHeader plan = header();
    return plan == null
        ? 0
        : plan.counts()
            .rows(count -> count.state() == RowState.OPEN && count.bucket() == Bucket.BLOCKED);
  }

  /** The first of these. */
  List<RelPath> someBlocked(int most) {
    PlanHeader plan = header();
    if (plan == null) {
      return List.of();
    }
    Selection blocked =
        new Selection(Set.of(Bucket.BLOCKED), RelPath.ROOT, null, null, Selection.Status.OPEN);
    return plans().rows(plan.id()).page(blocked, null, most).stream().map(PlanRow::path).toList();
  }

  /**
   * Rows at which something failed.
   *
   * @param lately paths at which it did while the pair was live; those that do not wait any more go
   */
  long failed(Set<RelPath> lately) {
    PlanHeader plan = header();
    if (plan == null) {
      lately.clear();
      return 0;
    }
    PlanRows rows = plans().rows(plan.id());
    for (RelPath path : List.copyOf(lately)) {
      PlanRow row = rows.get(path);
      if (row == null || row.state() != RowState.OPEN) {
        lately.remove(path);
      }
    }
    return lately.size() + plan.counts().rows(count -> count.state() == RowState.FAILED);
  }

  /** Some rows that were approved and could not be done. */
  List<LiveTrouble.Failed> failures(int most) {
    PlanHeader plan = header();
    if (plan == null || plan.counts().rows(count -> count.state() == RowState.FAILED) == 0) {
      return List.of();
    }
    var some = new ArrayList<LiveTrouble.Failed>();
    try (Cursor<PlanRow> rows =
        plans().rows(plan.id()).all(Selection.ALL.with(Selection.Status.FAILED))) {
      while (rows.hasNext() && some.size() < most) {
        PlanRow row = rows.next();
        if (row.outcome() instanceof Outcome.Failed(String why)) {
          Side to = LiveRows.to(row);
          Side on = Outcome.Failed.isOfReading(why) ? to.other() : to;
          some.add(new LiveTrouble.Failed(row.path(), on, why, plan.created()));
        }
      }
    }
    return some;
  }

  /** Whether any of its rows could leave. */
  private static boolean isEmpty(PlanHeader plan) {
    return plan.counts().rows(count -> isOver(count.state())) == 0;
  }

  /** What is done stays as it was told; what is approved is being carried out. */
  static boolean isOver(RowState state) {
    return switch (state) {
      case OPEN, DRIFTED, FAILED, KEPT -> true;
      case APPROVED, DONE -> false;
    };
  }

  /**
   * These paths wait. A row that says the same already stays, with what was decided about it; any
   * other gives way, also of a change that was carried out.
   *
   * @return old names of moves that are no moves any more: nothing else tells of them
   */
  List<RelPath> put(List<PlanRow> waiting, long run) {
    if (waiting.isEmpty()) {
      return List.of();
    }
    var oldNames = new ArrayList<RelPath>();
    PlanHeader plan = header();
    long id = plan == null ? begin(run) : plan.id();
    PlanRows rows = plans().rows(id);
    try (BulkWriter<PlanRow> writer = rows.writer()) {
      for (PlanRow row : waiting) {
        PlanRow known = rows.get(row.path());
        if (known == null || givesWay(known, row)) {
          writer.add(PlanRow.of(row.item(), row.hashA(), row.hashB()));
          if (known != null && !Objects.equals(known.item().from(), row.item().from())) {
            addOldName(known, oldNames);
          }
        }
      }
    }
    return oldNames;
  }

  private static void addOldName(PlanRow row, List<RelPath> oldNames) {
    RelPath from = row.item().from();
    if (from != null) {
      oldNames.add(from);
    }
  }

  /**
   * What is approved is being carried out; that something was done says nothing of what came after.
   */
  private static boolean givesWay(PlanRow known, PlanRow row) {
    return known.state() != RowState.APPROVED && !saysTheSame(known, row);
  }

  private static boolean saysTheSame(PlanRow known, PlanRow row) {
    return known.state() == RowState.OPEN
        && known.item().a().equals(row.item().a())
        && known.item().b().equals(row.item().b())
        && known.item().choices().equals(row.item().choices())
        && known.item().reason().equals(row.item().reason());
  }

  private long begin(long run) {
    long id =
        plans()
            .begin(
                run,
                Column.RUNNING,
                AgreedAt.read(store.settings(pair)),
                new PlanFacts(0, 0, null, List.of(), List.of(), null, null).asMap());
    plans().state(id, PlanState.READY);
    return id;
  }

  /** Its rows as they stand now, to ask about many paths. */
  StandingRows rows() {
    PlanHeader plan = header();
    return plan == null || isEmpty(plan)
        ? StandingRows.NONE
        : new StandingRows(plans().rows(plan.id()));
  }

  /**
   * What was looked at anew and doesn't wait leaves.
   *
   * @return old names of moves that left: nothing else tells of them
   */
  List<RelPath> leave(Places looked, Collection<RelPath> waiting) {
    PlanHeader plan = header();
    if (plan == null || isEmpty(plan)) {
      return List.of();
    }
    PlanRows rows = plans().rows(plan.id());
    var gone = new ArrayList<PlanRow>();
    for (RelPath path : looked.points()) {
      gone.addAll(over(rows.get(path)));
    }
    for (RelPath directory : looked.below()) {
      gone.addAll(below(rows, directory));
    }
    Set<RelPath> stay = Set.copyOf(waiting);
    var oldNames = new ArrayList<RelPath>();
    for (PlanRow row : gone) {
      if (!stay.contains(row.path()) && !isAskedFor(row)) {
        rows.remove(row.path());
        addOldName(row, oldNames);
      }
    }
    return oldNames;
  }

  /**
   * These places, and what is blocked right in the directories among them: what changed of those
   * may let it go.
   */
  Places withBlocked(Places places) {
    PlanHeader plan = header();
    if (plan == null || plan.counts().in(Bucket.BLOCKED) == 0) {
      return places;
    }
    PlanRows rows = plans().rows(plan.id());
    var points = new ArrayList<RelPath>(places.points());
    for (RelPath directory : places.points()) {
      Selection blocked =
          new Selection(Set.of(Bucket.BLOCKED), directory, null, null, Selection.Status.OPEN);
      try (Cursor<PlanRow> all = rows.all(blocked)) {
        while (all.hasNext()) {
          RelPath path = all.next().path();
          RelPath parent = path.parent();
          if (parent != null && parent.equals(directory)) {
            points.add(path);
          }
        }
      }
    }
    return Places.of(points, places.below(), places.inside());
  }

  /** What somebody wants deleted that is equal on both sides is no difference, and waits. */
  private boolean isAskedFor(PlanRow row) {
    return row.choice() == Choice.DELETE
        && (row.state() == RowState.OPEN || row.state() == RowState.FAILED)
        && KeptRequests.isAgreed(row.item(), store.baseline(pair));
  }

  /**
   * These places, and the directories around them that wait: what becomes of those bounds what
   * becomes of what is in them.
   */
  Places withAround(Places places) {
    PlanHeader plan = header();
    if (plan == null || isEmpty(plan)) {
      return places;
    }
    PlanRows rows = plans().rows(plan.id());
    var around = new HashSet<RelPath>();
    for (var list : List.of(places.points(), places.below(), places.inside())) {
      for (RelPath path : list) {
        RelPath up = path.parent();
        while (up != null && !up.isRoot() && around.add(up)) {
          up = up.parent();
        }
      }
    }
    around.removeIf(path -> over(rows.get(path)).stream().allMatch(this::isAskedFor));
    around.addAll(places.points());
    return Places.of(around, places.below(), places.inside());
  }

  private static List<PlanRow> below(PlanRows rows, RelPath directory) {
    var found = new ArrayList<PlanRow>();
    try (Cursor<PlanRow> all = rows.all(Selection.at(directory))) {
      while (all.hasNext()) {
        found.addAll(over(all.next()));
      }
    }
    return found;
  }

  private static List<PlanRow> over(@Nullable PlanRow row) {
    return row != null && isOver(row.state()) ? List.of(row) : List.of();
  }

  /** The rows that wait, by path. */
  void waiting(Map<RelPath, PlanRow> into) {
    PlanHeader plan = header();
    if (plan == null || waiting() == 0) {
      return;
    }
    try (Cursor<PlanRow> all =
        plans().rows(plan.id()).all(Selection.ALL.with(Selection.Status.OPEN))) {
      while (all.hasNext()) {
        PlanRow row = all.next();
        into.put(row.path(), row);
      }
    }
  }

  /** Raises what is not raised yet. */
  void raise(List<Halt> halts, long run) {
    PlanHeader plan = header();
    long id = plan == null ? begin(run) : plan.id();
    List<Halt> known =
        plan == null
            ? List.of()
            : plan.halts().stream().filter(RaisedHalt::stands).map(RaisedHalt::halt).toList();
    List<Halt> raised =
        halts.stream()
            .filter(halt -> known.stream().noneMatch(old -> old.getClass() == halt.getClass()))
            .toList();
    if (!raised.isEmpty()) {
      plans().raise(id, raised);
    }
  }

  List<Halt> standing() {
    PlanHeader plan = header();
    return plan == null
        ? List.of()
        : plan.halts().stream().filter(RaisedHalt::stands).map(RaisedHalt::halt).toList();
  }
}
