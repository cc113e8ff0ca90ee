package org.duplexsync.reconcile;

import java.time.Instant;
import java.time.ZoneId;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * What one run is classified under.
 *
 * @param now by the engine's clock: stamps agreements, and tells which times need a date
 * @param zone in which times are told
 * @param incomplete which listings were cut: what they don't name is unknown, not absent
 */
public record Terms(Policy policy, Clocks clocks, Instant now, ZoneId zone, Incomplete incomplete) {
  /**
   * @param a why A's listing is incomplete, null if it is complete; {@code b} likewise
   */
  public record Incomplete(@Nullable String a, @Nullable String b) {
    public static final Incomplete NEITHER = new Incomplete(null, null);

    @Nullable String of(Side side) {
      return side == Side.A ? a : b;
    }
  }

  public static Terms of(Policy policy, Clocks clocks, Instant now, ZoneId zone) {
    return new Terms(policy, clocks, now, zone, Incomplete.NEITHER);
  }

  /** As these with A and B exchanged. */
  public Terms swapped() {
    return new Terms(
        policy.swapped(), clocks.swapped(), now, zone, new Incomplete(incomplete.b, incomplete.a));
  }
}
