package org.duplexsync.engine.committing;

import java.time.Duration;
import org.duplexsync.commit.Pace;
import org.duplexsync.engine.live.Throttle;
import org.duplexsync.engine.pair.Surroundings;
import org.duplexsync.model.Side;

/**
 * The pair's limit of what travels to each side.
 *
 * @param perSecond bytes; 0: no limit
 */
record Bandwidth(Throttle throttle, Surroundings surroundings, long perSecond) implements Pace {
  @Override
  public Duration sent(Side to, long bytes) {
    return throttle.take(to, bytes, perSecond, surroundings.clock().instant());
  }

  @Override
  public void pass(Duration time) {
    surroundings.waiting().pass(time);
  }
}
