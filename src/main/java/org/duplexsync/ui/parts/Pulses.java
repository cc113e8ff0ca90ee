package org.duplexsync.ui.parts;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.duplexsync.control.PairControl;
import org.duplexsync.model.HostPulse;
import org.duplexsync.model.Side;

/** Asks both servers for a sign of life now and then, and knows how each last answered. */
final class Pulses {
  private static final Duration BETWEEN = Duration.ofSeconds(5);

  private final PairControl control;
  private final Background background;
  private final ReadOnlyObjectWrapper<Map<Side, HostPulse>> felt =
      new ReadOnlyObjectWrapper<>(Map.of());
  private boolean stopped;

  Pulses(PairControl control, Background background) {
    this.control = control;
    this.background = background;
  }

  void start() {
    background.run(
        () -> {
          Map<Side, HostPulse> now = new EnumMap<>(Side.class);
          for (Side side : Side.values()) {
            control.pulse(side).ifPresent(pulse -> now.put(side, pulse));
          }
          return Map.copyOf(now);
        },
        now -> {
          felt.set(now);
          again();
        },
        _ -> again());
  }

  private void again() {
    if (!stopped) {
      background.after(BETWEEN, this::start);
    }
  }

  void stop() {
    stopped = true;
  }

  ReadOnlyObjectProperty<Map<Side, HostPulse>> property() {
    return felt.getReadOnlyProperty();
  }
}
