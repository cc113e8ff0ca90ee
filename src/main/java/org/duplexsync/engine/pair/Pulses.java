package org.duplexsync.engine.pair;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Tree;
import org.duplexsync.model.HostPulse;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/** Remembers when each side last answered. Requests beside others that are under way. */
public final class Pulses {
  private final InstantSource clock;
  private final Map<Side, HostPulse> last = new ConcurrentHashMap<>();

  public Pulses(InstantSource clock) {
    this.clock = clock;
  }

  public @Nullable HostPulse of(Side side, @Nullable Link link) {
    if (link != null) {
      feel(side, link.tree(side));
    }
    return last.get(side);
  }

  private void feel(Side side, Tree tree) {
    Instant asked = clock.instant();
    try {
      var _ = tree.now();
    } catch (HostException e) {
      return;
    }
    Instant answered = clock.instant();
    last.put(
        side, new HostPulse(Duration.between(asked, answered), answered, tree.facts().freeBytes()));
  }
}
