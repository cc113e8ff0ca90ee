package org.duplexsync.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MeterTest {
  private final AtomicLong told = new AtomicLong();

  @Test
  void aDeltaCountsAsItsContentWhenItIsComplete() {
    Meter meter = new Meter(told::addAndGet, 1_000);
    meter.moved(10);
    assertEquals(10, told.get());
    meter.complete();
    assertEquals(1_000, told.get());
  }

  @Test
  void whatTheProtocolAddsIsNotContent() {
    Meter meter = new Meter(told::addAndGet, 1_000);
    meter.moved(900);
    meter.moved(900);
    meter.complete();
    assertEquals(1_000, told.get());
  }

  @Test
  void whatTravelsTwiceIsToldOnce() {
    Meter meter = new Meter(told::addAndGet, 1_000);
    meter.moved(300);
    meter.again(200);
    assertEquals(300, told.get());
    meter.again(800);
    assertEquals(1_000, told.get());
  }
}
