package org.duplexsync.cli;

import java.time.Instant;
import java.util.List;
import org.duplexsync.control.Activity;
import org.duplexsync.control.LiveControl;
import org.duplexsync.model.LiveEvent;

/** An engine that writes down what it is told. */
record FakeLive(List<String> asked) implements LiveControl {
  @Override
  public void start(String by) {
    asked.add("start");
  }

  @Override
  public void stop(String by) {
    asked.add("stop");
  }

  @Override
  public void pause(String by) {
    asked.add("pause");
  }

  @Override
  public void resume(String by) {
    asked.add("resume");
  }

  @Override
  public void retryNow() {
    asked.add("retry");
  }

  @Override
  public void cancelTransfers() {
    asked.add("cancel transfers");
  }

  @Override
  public Instant pulse() {
    return FakePair.AT;
  }

  @Override
  public Activity activity() {
    throw new AssertionError("not asked for here");
  }

  @Override
  public List<LiveEvent> events(long after, int limit) {
    return List.of();
  }
}
