package org.duplexsync.ui;

import java.nio.file.Path;

/** Run by hand: pictures of the window over sample rows, into the directory named first. */
public final class PicturesByHand {
  public static void main(String[] args) throws Exception {
    OnDisplay.start();
    PagedPair pair = new PagedPair(SampleRows.everyCase());
    pair.live.atOnce = true;
    Path directory = Path.of(args[0]);
    Window.screenshots(
        (_, _, _) -> pair.job(),
        Path.of("web.duplex.json"),
        directory,
        directory,
        () -> {
          pair.live.live(FakeLive.quiet());
          pair.live.aDay();
        });
    System.exit(0);
  }
}
