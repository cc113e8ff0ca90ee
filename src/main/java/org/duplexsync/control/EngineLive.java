package org.duplexsync.control;

import java.time.Instant;
import java.util.List;
import org.duplexsync.engine.Live;
import org.duplexsync.engine.live.Throughput;
import org.duplexsync.model.LiveEvent;
import org.duplexsync.model.RelPath;

/** Live mode of an engine in this process. */
final class EngineLive implements LiveControl {
  private final Live live;

  EngineLive(Live live) {
    this.live = live;
  }

  @Override
  public void start(String by) {
    live.start(by);
  }

  @Override
  public void stop(String by) {
    live.stop(by);
  }

  @Override
  public void pause(String by) {
    live.pause(true, by);
  }

  @Override
  public void resume(String by) {
    live.pause(false, by);
  }

  @Override
  public void retryNow() {
    live.retryNow();
  }

  @Override
  public void cancelTransfers() {
    live.cancelTransfers();
  }

  @Override
  public Instant pulse() {
    Instant pulse = live.isOn() ? live.pulse() : null;
    return pulse == null ? Instant.MIN : pulse;
  }

  @Override
  public Activity activity() {
    return new Activity(
        live.transfers(),
        live.queued(),
        live.next().stream().map(RelPath::toString).toList(),
        live.samples().stream().map(sum -> new Activity.Sample(sum[0], sum[1])).toList(),
        Throughput.STEP);
  }

  @Override
  public List<LiveEvent> events(long after, int limit) {
    return live.events(after, limit);
  }
}
