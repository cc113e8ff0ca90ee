package org.duplexsync.engine.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.duplexsync.model.Change;
import org.duplexsync.model.Halt;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;

/**
 * The deletes of the last minute: one by one as far as they can be remembered, of earlier ones how
 * many there were. Not thread safe.
 */
final class RecentDeletes {
  static final Duration WINDOW = Duration.ofMinutes(1);
  static final int MOST = 20_000;

  private record Gone(Instant at, PlanItem item) {
    boolean isOf(Side side) {
      return item.change(side) instanceof Change.Deleted;
    }
  }

  /** Of these only the number is known. */
  private record Some(Instant at, long onA, long onB) {
    long on(Side side) {
      return side == Side.A ? onA : onB;
    }
  }

  private final Deque<Gone> each = new ArrayDeque<>();
  private final Deque<Some> earlier = new ArrayDeque<>();

  void add(Collection<PlanItem> deletes, Instant now) {
    deletes.forEach(item -> each.addLast(new Gone(now, item)));
    while (each.size() > MOST) {
      forget(each.removeFirst());
    }
  }

  private void forget(Gone gone) {
    Some last = earlier.isEmpty() ? null : earlier.getLast();
    boolean joins = last != null && last.at.equals(gone.at);
    Some before = joins ? earlier.removeLast() : new Some(gone.at, 0, 0);
    earlier.addLast(
        new Some(
            gone.at,
            before.onA + (gone.isOf(Side.A) ? 1 : 0),
            before.onB + (gone.isOf(Side.B) ? 1 : 0)));
  }

  /** Forgets those that are older. What went before the clock was set back went by now. */
  void expire(Instant now) {
    if (!each.isEmpty() && each.getLast().at.isAfter(now)) {
      setBack(now);
    }
    while (!each.isEmpty() && isOld(each.getFirst().at, now)) {
      each.removeFirst();
    }
    while (!earlier.isEmpty() && isOld(earlier.getFirst().at, now)) {
      earlier.removeFirst();
    }
  }

  private static boolean isOld(Instant at, Instant now) {
    return at.plus(WINDOW).isBefore(now);
  }

  private void setBack(Instant now) {
    for (int i = each.size(); i > 0; i--) {
      Gone gone = each.removeFirst();
      each.addLast(gone.at.isAfter(now) ? new Gone(now, gone.item) : gone);
    }
    for (int i = earlier.size(); i > 0; i--) {
      Some some = earlier.removeFirst();
      earlier.addLast(some.at.isAfter(now) ? new Some(now, some.onA, some.onB) : some);
    }
  }

  void clear() {
    each.clear();
    earlier.clear();
  }

  RecentDeletes copy() {
    var copy = new RecentDeletes();
    copy.each.addAll(each);
    copy.earlier.addAll(earlier);
    return copy;
  }

  /** Those that are known one by one, in the order in which they went. */
  Stream<PlanItem> items() {
    return each.stream().map(Gone::item);
  }

  /** How many more went on a side. */
  long earlier(Side side) {
    return earlier.stream().mapToLong(some -> some.on(side)).sum();
  }

  /** How many of those that a guard counted. */
  long count(Halt.TooManyDeletes halt, Predicate<RelPath> of) {
    long known =
        each.stream()
            .filter(gone -> gone.isOf(halt.side()))
            .map(gone -> gone.item.path())
            .filter(path -> halt.below().isRoot() || halt.below().contains(path))
            .filter(of)
            .distinct()
            .count();
    return known + (halt.below().isRoot() ? earlier(halt.side()) : 0);
  }
}
