package org.duplexsync.engine.live;

import java.time.Duration;
import java.time.Instant;
import org.duplexsync.host.News;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * What was heard of one place.
 *
 * @param since when it was first heard of
 * @param last when it was last heard of
 * @param hint null: not an event, but a wish to look again
 * @param again not before this moment
 * @param patience but what is heard meanwhile need not wait longer than this; null: it waits
 * @param went when the name went, whatever stands there by now; null: that was not heard
 */
record Dirt(
    Instant since,
    Instant last,
    Side side,
    News.@Nullable Hint hint,
    Instant again,
    @Nullable Duration patience,
    @Nullable Instant went) {
  /** A wish to look again. */
  static Dirt wish(Instant at, @Nullable Duration patience) {
    return new Dirt(at, at, Side.A, null, at, patience, null);
  }

  static Dirt heard(Side side, News.@Nullable Hint hint, Instant now) {
    return new Dirt(now, now, side, hint, now, null, wentBy(hint, now, null));
  }

  /** Something was heard of it again. */
  Dirt and(Side side, News.@Nullable Hint hint, Instant now) {
    Instant from = patience == null ? again : earlier(again, now.plus(patience));
    return new Dirt(earlier(since, now), now, side, hint, from, patience, wentBy(hint, now, went));
  }

  private static @Nullable Instant wentBy(
      News.@Nullable Hint hint, Instant now, @Nullable Instant before) {
    return hint == News.Hint.GONE ? now : before;
  }

  /** Something came here, perhaps by a move. */
  boolean mayHaveArrived() {
    return switch (hint) {
      case null -> true;
      case ARRIVED -> true;
      case GONE, WRITTEN, WRITING, TOUCHED -> false;
    };
  }

  /** Or something else came in its place. */
  boolean mayHaveGone() {
    return switch (hint) {
      case null -> false;
      case GONE, ARRIVED, WRITTEN, WRITING -> true;
      case TOUCHED -> false;
    };
  }

  /** What we write goes to its name at once, by a rename. */
  boolean mayBeOwn() {
    return switch (hint) {
      case null -> true;
      case ARRIVED, TOUCHED -> true;
      case GONE, WRITTEN, WRITING -> false;
    };
  }

  boolean isGone() {
    return hint == News.Hint.GONE;
  }

  /** The same, to be looked at from this moment on if not before. */
  Dirt from(Instant now) {
    return again.isAfter(now)
        ? new Dirt(earlier(since, now), earlier(last, now), side, hint, now, patience, went)
        : this;
  }

  private static Instant earlier(Instant x, Instant y) {
    return x.isBefore(y) ? x : y;
  }

  Dirt heardAt(Instant now) {
    return new Dirt(now, now, side, hint, now, patience, went == null ? null : now);
  }
}
