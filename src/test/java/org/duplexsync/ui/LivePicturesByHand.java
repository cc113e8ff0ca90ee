package org.duplexsync.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.LiveStatus;
import org.duplexsync.model.Side;
import org.duplexsync.ui.parts.Background;

/** Run by hand: pictures of each state of live mode, into the directory named first. */
public final class LivePicturesByHand {
  private final PagedPair pair = new PagedPair(SampleRows.everyCase());
  private final MainWindow window;
  private final Pictures pictures;

  private LivePicturesByHand(MainWindow window, Pictures pictures) {
    this.window = window;
    this.pictures = pictures;
  }

  public static void main(String[] args) throws Exception {
    OnDisplay.start();
    Background background = new Background(Platform::runLater);
    LivePicturesByHand[] self = new LivePicturesByHand[1];
    MainWindow window =
        Window.start(
            (_, _, _) -> self[0].pair.job(),
            Path.of(args[0]),
            background,
            WindowMemory.forgetful(background),
            new CountDownLatch(1));
    self[0] = new LivePicturesByHand(window, new Pictures(window, Path.of(args[0])));
    self[0].run();
    System.exit(0);
  }

  private void run() throws Exception {
    Pictures.onWindow(() -> {
      window.show(Path.of("web.duplex.json"));
      return true;
    });
    Pictures.await("the job is open", () -> window.job() != null);
    take("activity", "live-off");
    pair.live.live(new LiveStatus(0, 0, 10, FakeLive.SINCE, 12, 12, List.of()));
    take("conflicts", "live-conflicts");
    pair.live.live(FakeLive.quiet());
    take("activity", "live-quiet");
    pair.live.aDay();
    pair.live.activity = FakeLive.busy(java.time.Instant.now());
    pair.live.live(new LiveStatus(5, 2, 3, FakeLive.SINCE, 12, 12, List.of()));
    take("activity", "live-busy");
    pair.live.pause("me");
    take("activity", "live-paused");
    pair.publish(
        new EngineState.Unreachable(
            Side.B,
            "tgt-b: no route to host. Nothing was lost; both trees are as they were.",
            FakeLive.SINCE,
            java.time.Instant.now().plusSeconds(12),
            41));
    take("activity", "live-unreachable");
  }

  private void take(String command, String name) throws Exception {
    Thread.sleep(800);
    Pictures.onWindow(() -> {
      window.commands().run(command);
      return true;
    });
    Thread.sleep(800);
    pictures.take(name);
  }
}
