package org.duplexsync.engine.live;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.duplexsync.model.Change;
import org.duplexsync.model.Halt;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.duplexsync.reconcile.Census;

/**
 * Remembers the deletes of the last minute, so that many small batches count as much as one large
 * one. Once they are too many, deletes wait until a person has decided. Not thread safe.
 */
public final class DeleteGuard {
  /**
   * Of a server that was put back while it was watched; fewer are usual when archives are unpacked.
   */
  private static final long BACK = 20;

  private final RecentDeletes recent = new RecentDeletes();
  private final Map<RelPath, Long> gone = new HashMap<>();
  private List<Halt> halts = List.of();
  private Instant since = Instant.MIN;

  /** What had gone when deletes began to wait. */
  private RecentDeletes carriedOut = new RecentDeletes();

  /** Whether deletes wait. */
  public boolean holds() {
    return !halts.isEmpty();
  }

  /** Why deletes wait. */
  public List<Halt> halts() {
    return halts;
  }

  /** Since when they do. */
  public Instant since() {
    return since;
  }

  public static boolean isDelete(PlanItem item) {
    boolean gone = false;
    for (Side side : Side.values()) {
      gone |= item.change(side) instanceof Change.Deleted;
    }
    return gone && item.origin() == null;
  }

  /**
   * How many paths below a directory went in batches of the last minute and are not agreed any
   * more: a share of deletes is one of what there was, not of what is left.
   */
  public long wentBelow(RelPath directory) {
    return gone.getOrDefault(directory, 0L);
  }

  private void countGone(Collection<PlanItem> items) {
    gone.clear();
    var went = new TreeSet<RelPath>();
    recent.items().forEach(item -> went.add(item.path()));
    items.forEach(item -> went.remove(item.path()));
    for (RelPath path : went) {
      for (RelPath up = path.parent(); up != null; up = up.parent()) {
        gone.merge(up, 1L, Long::sum);
      }
    }
    for (Side side : Side.values()) {
      gone.merge(RelPath.ROOT, recent.earlier(side), Long::sum);
    }
  }

  /**
   * What the guards say of a batch and what went before it.
   *
   * @param census asks for what is agreed now and {@link #wentBelow}, together
   * @param items of the batch
   */
  public List<Halt> judge(
      Census<RuntimeException> census, Collection<PlanItem> items, Instant now) {
    recent.expire(now);
    if (items.stream().noneMatch(DeleteGuard::counts)) {
      return List.of();
    }
    var all = new TreeMap<RelPath, PlanItem>();
    recent.items().forEach(item -> all.put(item.path(), item));
    items.forEach(item -> all.put(item.path(), item));
    countGone(items);
    all.values().forEach(census::add);
    for (Side side : Side.values()) {
      census.before(side, recent.earlier(side));
    }
    var paths = items.stream().map(PlanItem::path).collect(Collectors.toSet());
    return census.halts().stream()
        .filter(DeleteGuard::meansIt)
        .map(halt -> halt instanceof Halt.TooManyDeletes many ? counted(many, paths) : halt)
        .toList();
  }

  private Halt counted(Halt.TooManyDeletes halt, Set<RelPath> items) {
    long gone = recent.count(halt, path -> !items.contains(path));
    return new Halt.TooManyDeletes(
        halt.side(), halt.below(), halt.deletes(), halt.of(), halt.limit(), gone);
  }

  /** A halt that counted only what is still to go, with what had been carried out before. */
  public Halt withGone(Halt halt, Instant now) {
    if (!(halt instanceof Halt.TooManyDeletes many)) {
      return halt;
    }
    if (!holds()) {
      recent.expire(now);
    }
    long gone = (holds() ? carriedOut : recent).count(many, _ -> true);
    return new Halt.TooManyDeletes(
        many.side(), many.below(), many.deletes() + gone, many.of() + gone, many.limit(), gone);
  }

  private static boolean counts(PlanItem item) {
    return isDelete(item)
        || item.changeA() instanceof Change.WentBack
        || item.changeB() instanceof Change.WentBack;
  }

  /** Files with old times are nothing unusual while a pair is live, times in the future neither. */
  public static boolean meansIt(Halt halt) {
    return switch (halt) {
      case Halt.TooManyDeletes _ -> true;
      case Halt.ServerWentBack(_, long paths, _) -> paths == 0 || paths >= BACK;
      case Halt.FutureTimes _ -> false;
      case Halt.StoreWentBack _, Halt.OtherFileSystem _, Halt.RootMissing _ -> true;
      case Halt.ForeignStore _, Halt.OtherPlace _, Halt.FarFewer _, Halt.ClockSkew _ -> true;
      case Halt.FilterChanged _, Halt.ScanIncomplete _ -> true;
    };
  }

  /** These deletes go. */
  public void passed(Collection<PlanItem> deletes, Instant now) {
    recent.add(deletes, now);
  }

  /** From now on deletes wait. */
  public void hold(List<Halt> why, Instant now) {
    carriedOut = holds() ? carriedOut : recent.copy();
    since = holds() ? since : now;
    halts = List.copyOf(why);
  }

  /**
   * A person has decided, or nothing waits any more. While nothing did, what went stays counted: a
   * compare that finds little more to delete makes no room for as much again.
   */
  public void release() {
    if (!holds()) {
      return;
    }
    halts = List.of();
    carriedOut = new RecentDeletes();
    recent.clear();
  }
}
