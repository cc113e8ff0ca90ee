package org.duplexsync.reconcile;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Change;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Halt;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;

/**
 * Counts a finished plan, in path order, for the guards: known deletes whichever way their default
 * points, over all and within each directory that is still there; paths that went back in time;
 * times in the future. Moves are no deletes. Holds counters of the directories around the current
 * path only.
 */
public final class Census<X extends Exception> {
  /** Of fewer than this nothing is said: one of seven files is no share, nor a file set back. */
  static final long SOME = 5;

  private static final long SOME_DELETES = 10;
  private static final int MOST_PLACES = 20;

  private final Limit limit;
  private final Clocks clocks;
  private final Agreements<X> agreements;
  private final Map<Side, Tally> tallies = new EnumMap<>(Side.class);
  private final Map<Side, List<Halt.TooManyDeletes>> places = new EnumMap<>(Side.class);
  private final Prefixes<Place> around = new Prefixes<>();
  private final List<Place> left = new ArrayList<>();

  /** The pair's {@code deleteLimit}: more deletes than this, or more than this share. */
  public record Limit(long count, int percent) {}

  /** How many rows the baseline has below a directory ({@link RelPath#ROOT}: in all). */
  public interface Agreements<X extends Exception> {
    long below(RelPath directory) throws X;
  }

  /** Counters of one directory. */
  private static final class Place {
    final RelPath path;
    final Map<Side, Long> deletes = new EnumMap<>(Side.class);
    final Map<Side, Boolean> gone = new EnumMap<>(Side.class);

    Place(RelPath path) {
      this.path = path;
    }
  }

  /** Counters of one side. */
  private static final class Tally {
    long deletes;
    long back;
    long edited;
    long future;
    String example = "";
  }

  public Census(Limit limit, Clocks clocks, Agreements<X> agreements) {
    this.limit = limit;
    this.clocks = clocks;
    this.agreements = agreements;
    for (Side side : Side.values()) {
      tallies.put(side, new Tally());
      places.put(side, new ArrayList<>());
    }
  }

  /** To be called for each item, in path order. */
  public void add(PlanItem item) throws X {
    around.moveTo(item.path(), left::add);
    judge();
    for (Side side : Side.values()) {
      boolean delete = item.change(side) instanceof Change.Deleted;
      if (delete && item.bucket() != Bucket.MOVE) {
        deleted(item.path(), side);
      }
      if (delete) {
        place(item.path()).gone.put(side, true);
      }
      count(item, side, tally(side));
    }
  }

  /** Deletes that are not among the items, and count with them over all. */
  public void before(Side side, long deletes) {
    tally(side).deletes += deletes;
  }

  private Tally tally(Side side) {
    return tallies.computeIfAbsent(side, _ -> new Tally());
  }

  private void deleted(RelPath path, Side side) {
    tally(side).deletes++;
    List<RelPath> directories = new ArrayList<>();
    for (RelPath at = path.parent(); at != null && !at.isRoot(); at = at.parent()) {
      directories.add(at);
    }
    for (RelPath directory : directories.reversed()) {
      place(directory).deletes.merge(side, 1L, Long::sum);
    }
  }

  private Place place(RelPath path) {
    Place known = around.at(path);
    if (known != null) {
      return known;
    }
    Place place = new Place(path);
    around.push(path, place);
    return place;
  }

  private void count(PlanItem item, Side side, Tally tally) {
    if (item.change(side) instanceof Change.WentBack) {
      tally.back++;
      tally.example = tally.back == 1 ? item.path().toString() : tally.example;
    } else if (item.change(side) instanceof Change.Edited) {
      tally.edited++;
    }
    boolean ahead =
        item.seen(side) instanceof Seen.Present(Entry entry)
            && entry.isFile()
            && Newer.future(entry.mtime(), side, clocks);
    tally.future += ahead ? 1 : 0;
  }

  /** A directory that is gone itself is judged with the one that held it. */
  private void judge() throws X {
    for (Place place : left) {
      for (Side side : Side.values()) {
        long deletes = place.deletes.getOrDefault(side, 0L);
        if (deletes >= SOME_DELETES && !place.gone.getOrDefault(side, false)) {
          long of = agreements.below(place.path);
          if (share(deletes, of)) {
            remember(side, new Halt.TooManyDeletes(side, place.path, deletes, of, part(of)));
          }
        }
      }
    }
    left.clear();
  }

  /**
   * With 100 percent no share is too large: counts of a while, as live mode makes them, may exceed
   * what is still there.
   */
  private boolean share(long deletes, long of) {
    return deletes >= SOME_DELETES && limit.percent < 100 && deletes * 100 > of * limit.percent;
  }

  private long part(long of) {
    return of * limit.percent / 100;
  }

  /** The directory around says it for those within. */
  private void remember(Side side, Halt.TooManyDeletes halt) {
    List<Halt.TooManyDeletes> known = places.computeIfAbsent(side, _ -> new ArrayList<>());
    known.removeIf(inner -> halt.below().contains(inner.below()));
    if (known.size() < MOST_PLACES) {
      known.add(halt);
    }
  }

  /** What is wrong, after the last item. */
  public List<Halt> halts() throws X {
    around.end(left::add);
    judge();
    List<Halt> halts = new ArrayList<>();
    long all = deletesCount() ? agreements.below(RelPath.ROOT) : 0;
    for (Side side : Side.values()) {
      Tally tally = tally(side);
      if (tally.deletes > limit.count || share(tally.deletes, all)) {
        long most = share(tally.deletes, all) ? Math.min(part(all), limit.count) : limit.count;
        halts.add(new Halt.TooManyDeletes(side, RelPath.ROOT, tally.deletes, all, most));
      } else {
        halts.addAll(places.getOrDefault(side, List.of()));
      }
      if (tally.back >= SOME && tally.back >= tally.edited) {
        halts.add(new Halt.ServerWentBack(side, tally.back, evidence(tally)));
      }
      if (tally.future >= SOME) {
        halts.add(new Halt.FutureTimes(side, tally.future));
      }
    }
    return halts;
  }

  /** To count what is agreed takes a while where it is a million paths. */
  private boolean deletesCount() {
    return tallies.values().stream()
        .anyMatch(tally -> tally.deletes >= SOME_DELETES || tally.deletes > limit.count);
  }

  private static String evidence(Tally tally) {
    return String.format(
        "%d of %d edited files are older than agreed, such as %s",
        tally.back, tally.back + tally.edited, tally.example);
  }
}
