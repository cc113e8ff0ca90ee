package org.duplexsync.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.duplexsync.engine.live.DeleteGuard;
import org.duplexsync.engine.live.Occupied;
import org.duplexsync.engine.live.Pipeline.Meanwhile;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Entry;
import org.duplexsync.model.LiveTrouble;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Selection;
import org.duplexsync.reconcile.DirectoriesForward;
import org.duplexsync.reconcile.Guards;
import org.duplexsync.store.Cursor;
import org.duplexsync.store.PlanRows;
import org.jspecify.annotations.Nullable;

/** Parts the rows of a live batch: what goes now, what goes beside, what waits for a person. */
final class Sifting {
  private final LiveWork work;
  private final Meanwhile meanwhile;
  private final BatchEnd end;
  private final StandingRows standing;
  private final boolean clocksHold;
  private final OtherNames otherNames = new OtherNames();

  private final Map<RelPath, PlanRow> going = new LinkedHashMap<>();
  private final List<PlanRow> large = new ArrayList<>();

  /** Large files for which there is no lane yet. */
  private final List<PlanRow> queueing = new ArrayList<>();

  private final List<PlanRow> waiting = new ArrayList<>();
  private final List<RelPath> staying = new ArrayList<>();
  private final List<RelPath> removed = new ArrayList<>();

  /** Old names of moves that don't go now. */
  private final List<RelPath> olds = new ArrayList<>();

  /**
   * @param end takes what has to be looked at again
   */
  Sifting(LiveWork work, Meanwhile meanwhile, BatchEnd end) {
    this.work = work;
    this.meanwhile = meanwhile;
    this.end = end;
    this.standing = work.standing().rows();
    this.clocksHold = work.clocksHold();
  }

  /** In path order. */
  Map<RelPath, PlanRow> going() {
    return going;
  }

  /** Files that travel each by itself. */
  List<PlanRow> large() {
    return large;
  }

  /** A file changed that has names which are not among these. */
  boolean otherNames() {
    return otherNames.areThere();
  }

  /** What waits for a person from now on. */
  List<PlanRow> waiting() {
    return waiting;
  }

  /** Those of them that nobody was told of. */
  List<PlanRow> news() {
    return waiting.stream().filter(row -> !standing.isTold(row)).toList();
  }

  /** What waits, and what did so already. */
  List<RelPath> staying() {
    return staying;
  }

  /** All that does not go, also what is large. */
  List<RelPath> removed() {
    return removed;
  }

  void run(PlanRows rows) {
    try (Cursor<PlanRow> all = rows.all(Selection.ALL)) {
      while (all.hasNext()) {
        PlanRow row = all.next();
        otherNames.note(row.item());
        if (goes(row)) {
          going.put(row.path(), row);
        } else {
          removed.add(row.path());
          RelPath from = row.item().from();
          if (from != null) {
            olds.add(from);
          }
        }
      }
    }
    linksLast();
    fullDirectoriesWait();
    waiting.forEach(row -> staying.add(row.path()));
  }

  private boolean goes(PlanRow row) {
    PlanItem item = row.item();
    RelPath from = item.from();
    Predicate<RelPath> busy = meanwhile.busy();
    if (busy.test(row.path()) || (from != null && busy.test(from))) {
      end.isBusy(row);
      return false;
    }
    if (LiveRows.isRestless(item)) {
      end.leaves(row);
      return false;
    }
    if (LiveRows.isUnlisted(item)) {
      end.leaves(row);
    }
    if (row.choice() == Choice.SKIP) {
      work.trace().failed.remove(row.path());
      waiting.add(row);
      return false;
    }
    return !waits(row) && !isLarge(row);
  }

  /** It needs a person. */
  private boolean waits(PlanRow row) {
    PlanItem item = row.item();
    if (work.waitsStill(row, standing)) {
      staying.add(row.path());
      return true;
    }
    if (standing.wasDecidedOtherwise(row)) {
      waits(row, Guards.held(item, "what was approved could not be done"));
      return true;
    }
    RelPath closed = LiveRows.makes(row) ? closedAbove(row) : null;
    if (closed != null) {
      waits(row, DirectoriesForward.following(item, closed));
      return true;
    }
    boolean deletes = work.guard().holds() && DeleteGuard.isDelete(item);
    if (deletes || (clocksHold && LiveRows.restsOnTimes(item))) {
      waits(row, Guards.held(item));
      return true;
    }
    return false;
  }

  private void waits(PlanRow row, PlanItem told) {
    waiting.add(PlanRow.of(told, row.hashA(), row.hashB()));
  }

  private boolean isLarge(PlanRow row) {
    if (!LiveRows.isLarge(row) || isInClosing(row)) {
      return false;
    }
    if (large.size() < meanwhile.lanes().large()) {
      large.add(row);
    } else {
      queueing.add(row);
      end.queues(row);
    }
    return true;
  }

  /** Its directory goes as well, and lets nothing in any more once all of it has gone. */
  private boolean isInClosing(PlanRow row) {
    RelPath parent = row.path().parent();
    PlanRow around = parent == null ? null : going.get(parent);
    return around != null
        && around.item().seen(LiveRows.to(row).other()) instanceof Seen.Present(Entry directory)
        && directory.isDirectory()
        && (directory.mode() & 0200) == 0;
  }

  /** A directory that waits above it, and does not go with it; null: none. */
  private @Nullable RelPath closedAbove(PlanRow row) {
    RelPath closed = standing.closedAbove(row.path(), LiveRows.to(row));
    return closed == null || going.containsKey(closed) ? null : closed;
  }

  /**
   * A link to what is still on its way would lead into a deployment that is not there yet. What
   * goes with it may still fail: it follows when that is known.
   */
  private void linksLast() {
    Occupied onItsWay =
        new Occupied(
            Stream.of(going.values(), large, queueing)
                .flatMap(Collection::stream)
                .filter(row -> LiveRows.linkTarget(row) == null)
                .map(PlanRow::path)
                .toList());
    for (PlanRow row : List.copyOf(going.values())) {
      RelPath target = LiveRows.linkTarget(row);
      if (target != null
          && (onItsWay.touches(target)
              || meanwhile.busy().test(target)
              || meanwhile.unseen().test(target))) {
        going.remove(row.path());
        removed.add(row.path());
        end.leadsTo(row, target);
        leads(row, target);
      }
    }
  }

  /**
   * Nobody should have to find out why a release is not there: a person is told, and may let it.
   */
  private void leads(PlanRow row, RelPath target) {
    RelPath failed = work.trace().failedIn(target);
    if (failed == null) {
      work.trace().leadsNoMore(row.path());
      return;
    }
    work.trace()
        .leads(new LiveTrouble.Leads(row.path(), LiveRows.to(row), target, failed, work.now()));
    PlanRow told =
        held(row, "it leads to %s, and %s could not be carried there".formatted(target, failed));
    if (standing.waitsStill(told)) {
      staying.add(row.path());
    } else {
      waiting.add(told);
    }
  }

  private static PlanRow held(PlanRow row, String why) {
    return PlanRow.of(Guards.held(row.item(), why), row.hashA(), row.hashB());
  }

  /** What replaces a directory would be put back again and again while something in it waits. */
  private void fullDirectoriesWait() {
    for (PlanRow row : List.copyOf(going.values())) {
      if (LiveRows.replacesDirectory(row)
          && Stream.concat(removed.stream(), olds.stream())
              .anyMatch(path -> row.path().contains(path))) {
        going.remove(row.path());
        removed.add(row.path());
        waits(row, Guards.held(row.item(), "waits for what is in the directory"));
      }
    }
  }
}
