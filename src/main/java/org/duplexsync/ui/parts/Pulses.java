package org.duplexsync.ui.parts;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.duplexsync.control.PairControl;
import org.duplexsync.model.HostPulse;
import org.duplexsync.model.Side;

/**
 * Asks each server for a sign of life now and then, and knows how it last answered. One that hangs
 * holds nothing up: it is not asked again before it answers.
 */
public final class Pulses {
  static final Duration BETWEEN = Duration.ofSeconds(5);

  /** So many times in a row nothing new was heard. */
  private static final int MISSED = 2;

  /**
   * @param stale it was asked again and again since, and did not answer
   */
  public record Felt(HostPulse pulse, boolean stale) {}

  private final PairControl control;
  private final Background background;
  private final Duration between;
  private final ReadOnlyObjectWrapper<Map<Side, Felt>> felt = new ReadOnlyObjectWrapper<>(Map.of());
  private final Map<Side, HostPulse> last = new EnumMap<>(Side.class);
  private final Map<Side, Integer> missed = new EnumMap<>(Side.class);
  private final Set<Side> asked = EnumSet.noneOf(Side.class);
  private volatile boolean stopped;

  Pulses(PairControl control, Background background, Duration between) {
    this.control = control;
    this.background = background;
    this.between = between;
  }

  void start() {
    for (Side side : Side.values()) {
      missed.merge(side, 1, Integer::sum);
      if (asked.add(side)) {
        background.run(
            () -> control.pulse(side), heard -> answered(side, heard), _ -> asked.remove(side));
      }
    }
    tell();
    background.after(
        between,
        () -> {
          if (!stopped) {
            start();
          }
        });
  }

  private void answered(Side side, Optional<HostPulse> heard) {
    asked.remove(side);
    heard
        .filter(pulse -> !pulse.equals(last.get(side)))
        .ifPresent(pulse -> {
          last.put(side, pulse);
          missed.put(side, 0);
          tell();
        });
  }

  private void tell() {
    Map<Side, Felt> now = new EnumMap<>(Side.class);
    last.forEach(
        (side, pulse) -> now.put(side, new Felt(pulse, missed.getOrDefault(side, 0) > MISSED)));
    if (!now.equals(felt.get())) {
      felt.set(Map.copyOf(now));
    }
  }

  void stop() {
    stopped = true;
  }

  ReadOnlyObjectProperty<Map<Side, Felt>> property() {
    return felt.getReadOnlyProperty();
  }
}
