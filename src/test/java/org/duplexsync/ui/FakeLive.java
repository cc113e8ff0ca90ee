package org.duplexsync.ui;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.duplexsync.control.Activity;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.LiveControl;
import org.duplexsync.model.Action;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.LiveEvent;
import org.duplexsync.model.LiveStatus;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * Live mode of a pair in memory: states are published as the test says. It refuses to work on the
 * window's thread, and keeps what was asked.
 */
public final class FakeLive implements LiveControl {
  public static final Instant SINCE = Instant.parse("2026-11-22T09:12:44Z");

  public final List<String> asked = new CopyOnWriteArrayList<>();
  public volatile Activity activity = Activity.NONE;
  public volatile LiveStatus status = new LiveStatus(0, 0, 0, SINCE, 0, 0, List.of());

  /** Going live needs no time. */
  public volatile boolean atOnce;

  public volatile Instant pulse = Instant.MAX;

  /** Somebody went live: this window, or another front end. */
  public volatile boolean on;

  public volatile @Nullable ControlException trouble;
  public volatile @Nullable CountDownLatch hold;
  private final List<LiveEvent> events = new CopyOnWriteArrayList<>();
  private final Consumer<EngineState> publish;

  public FakeLive(Consumer<EngineState> publish) {
    this.publish = publish;
  }

  private void off(String call) throws ControlException {
    asked.add(call);
    if (Platform.isFxApplicationThread()) {
      throw new AssertionError(call + " on the window's thread");
    }
    CountDownLatch gate = hold;
    if (gate != null) {
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new ControlException("ended", e);
      }
    }
    ControlException why = trouble;
    if (why != null) {
      throw why;
    }
  }

  @Override
  public void start(String by) throws ControlException {
    off("start");
    on = true;
    publish.accept(new EngineState.Connecting(null, SINCE));
    if (atOnce) {
      live(quiet());
    }
  }

  @Override
  public void stop(String by) throws ControlException {
    off("stop");
    on = false;
    publish.accept(new EngineState.Stopped());
  }

  @Override
  public void pause(String by) throws ControlException {
    off("pause");
    publish.accept(new EngineState.Paused(status, SINCE));
  }

  @Override
  public void resume(String by) throws ControlException {
    off("resume");
    publish.accept(new EngineState.Live(status, SINCE));
  }

  @Override
  public void retryNow() throws ControlException {
    off("retryNow");
  }

  @Override
  public void cancelTransfers() throws ControlException {
    off("cancelTransfers");
  }

  @Override
  public Instant pulse() {
    return on ? pulse : Instant.MIN;
  }

  @Override
  public Activity activity() throws ControlException {
    off("activity");
    return activity;
  }

  @Override
  public List<LiveEvent> events(long after, int limit) throws ControlException {
    off("events " + after);
    return events.stream().filter(event -> event.id() > after).limit(limit).toList();
  }

  /** Both sides are watched, and it stands with them as the status says. */
  public void live(LiveStatus now) {
    status = now;
    on = true;
    publish.accept(new EngineState.Live(now, SINCE));
  }

  public static LiveStatus quiet() {
    return new LiveStatus(
        0, 0, 0, SINCE.plusSeconds(1_103), 1_204, 1_180, List.of("tgt-b is looked at every 10 s."));
  }

  // --- events

  public void happened(
      String path, @Nullable Action action, @Nullable Outcome outcome, String reason) {
    long id = events.size() + 1L;
    Instant seen = SINCE.plusMillis(1_100_000 + id * 777);
    events.add(
        new LiveEvent(
            id, seen, seen.plusMillis(43), RelPath.of(path), action, outcome, reason, 84));
  }

  public void created(String path) {
    happened(path, copy(path), new Outcome.Done(null, null), "new on A");
  }

  public void failed(String path, String reason) {
    happened(path, copy(path), new Outcome.Failed(reason), "new on A");
  }

  public static Action copy(String path) {
    return new Action.Copy(RelPath.of(path), Side.B, entry(), null);
  }

  public static org.duplexsync.model.Entry entry() {
    return SampleRows.entry(org.duplexsync.model.Kind.FILE, 84, SINCE, 0664);
  }

  /** Some of each kind. */
  public void aDay() {
    created("images/tgt-a-new1.png");
    RelPath script = RelPath.of("cgi/updatetestfile.cgi");
    happened(
        "cgi/updatetestfile.cgi",
        new Action.Copy(script, Side.A, entry(), entry()),
        new Outcome.Done(null, "v1"),
        "edited on B 09:31, unchanged on A");
    happened(
        "js/menu.js",
        new Action.Move(RelPath.of("js/mod/menu.js"), RelPath.of("js/menu.js"), Side.B, entry()),
        new Outcome.Done(null, null),
        "moved on A from js/mod/menu.js; no bytes are sent");
    happened(
        "images/imgfile3.png",
        new Action.Delete(RelPath.of("images/imgfile3.png"), Side.B, entry()),
        new Outcome.Done(null, "v2"),
        "deleted on A");
    happened("cgi/report.pl", null, null, "edited on A 16:15 and on B 16:21; B is newer");
    for (int i = 0; i < 41; i++) {
      failed("logs/access-" + i + ".log", "no space left on device: logs/access-" + i + ".log");
    }
    created("images/2026/11/a-very-long-directory-name-for-pictures/and-a-long-file-name.jpeg");
    created("index.html");
  }

  /** Two on their way, five behind them, and a minute of traffic. */
  public static Activity busy(Instant now) {
    List<Activity.Sample> samples = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      double wave = Math.max(0, Math.sin(i / 7.0));
      samples.add(
          new Activity.Sample(
              i % 11 == 0 ? 220_000 : 0, i < 20 ? 0 : Math.round(wave * 3_900_000)));
    }
    return new Activity(
        List.of(
            new org.duplexsync.model.Transfer(
                RelPath.of("video/opening-of-the-new-building.mp4"),
                1,
                Side.B,
                org.duplexsync.model.Route.BRIDGE,
                734_003_200L,
                1_288_490_188L,
                now.minusSeconds(190)),
            new org.duplexsync.model.Transfer(
                RelPath.of("images/2026/11/harbour-001.jpeg"),
                48,
                Side.A,
                org.duplexsync.model.Route.HELPER,
                2_411_724,
                6_291_456,
                now.minusSeconds(2))),
        5,
        List.of("js/menu.js", "css/site.css", "cgi/status.cgi"),
        samples,
        java.time.Duration.ofSeconds(1));
  }
}
