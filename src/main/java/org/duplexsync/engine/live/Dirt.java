package org.duplexsync.engine.live;

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
 * @param again not before this moment, whatever is heard
 * @param went when the name went, whatever stands there by now; null: that was not heard
 */
record Dirt(
    Instant since,
    Instant last,
    Side side,
    News.@Nullable Hint hint,
    Instant again,
    @Nullable Instant went) {

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

  Dirt heardAt(Instant now) {
    return new Dirt(now, now, side, hint, now, went == null ? null : now);
  }
}
