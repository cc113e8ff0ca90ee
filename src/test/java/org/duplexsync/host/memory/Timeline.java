package org.duplexsync.host.memory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** Virtual time, shared by all machines of a test; each sees it with its own skew. */
public final class Timeline implements InstantSource {
  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

  private final AtomicLong nanos = new AtomicLong();

  @Override
  public Instant instant() {
    return START.plusNanos(nanos.get());
  }

  public void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
