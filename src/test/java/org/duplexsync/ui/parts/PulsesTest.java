package org.duplexsync.ui.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.duplexsync.control.PairControl;
import org.duplexsync.model.HostPulse;
import org.duplexsync.model.Side;
import org.duplexsync.ui.OwnWindowThread;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** This test's own thread is the window's. */
class PulsesTest {
  private final OwnWindowThread window = new OwnWindowThread();
  private final Map<Side, HostPulse> answers = new ConcurrentHashMap<>();
  private final CountDownLatch hangs = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean hanging;
  private final Pulses pulses = new Pulses(control(), window.background, Duration.ofMillis(20));

  @AfterEach
  void close() {
    pulses.stop();
    hangs.countDown();
    window.close();
  }

  private PairControl control() {
    return (PairControl)
        Proxy.newProxyInstance(
            PairControl.class.getClassLoader(),
            new Class<?>[] {PairControl.class},
            (_, _, arguments) -> {
              Side side = (Side) arguments[0];
              if (hanging && side == Side.A) {
                asked.incrementAndGet();
                hangs.await();
              }
              return Optional.ofNullable(answers.get(side));
            });
  }

  private static HostPulse at(int second) {
    return new HostPulse(Duration.ofMillis(3), Instant.ofEpochSecond(second), 1);
  }

  private void until(Side side, HostPulse pulse, boolean stale) {
    window.until(
        side + " " + pulse + (stale ? " stale" : ""),
        () -> new Pulses.Felt(pulse, stale).equals(pulses.property().get().get(side)));
  }

  @Test
  void whatAnswersNoMoreIsStaleUntilItAnswersAgain() {
    answers.put(Side.A, at(1));
    pulses.start();
    until(Side.A, at(1), false);
    until(Side.A, at(1), true);
    answers.put(Side.A, at(2));
    until(Side.A, at(2), false);
    assertFalse(pulses.property().get().containsKey(Side.B));
  }

  @Test
  void aServerThatHangsHoldsTheOtherNotUpAndIsAskedOnce() {
    hanging = true;
    answers.put(Side.B, at(1));
    pulses.start();
    until(Side.B, at(1), false);
    answers.put(Side.B, at(2));
    until(Side.B, at(2), false);
    answers.put(Side.B, at(3));
    until(Side.B, at(3), false);
    assertEquals(1, asked.get());
  }
}
