package org.duplexsync.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.ListView;
import org.duplexsync.model.Side;
import org.duplexsync.ui.activity.Phase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The window on the demo's two SSH servers, really live. */
class LiveDemoTest extends RealWindowCase {
  @BeforeEach
  void goLive() {
    untilOpen();
    run("goLive");
    waitLong("live", () -> phase() == Phase.LIVE && text("#sentence").startsWith("In sync as of"));
  }

  private Phase phase() {
    return shown().live().phaseProperty().get();
  }

  private void run(String command) {
    robot.interact(() -> window.commands().run(command));
  }

  private boolean told(String text) {
    ListView<?> events = robot.lookup("#events").queryListView();
    return events.getItems().stream().anyMatch(row -> row.toString().contains(text));
  }

  private Path on(Side side, String name) {
    return demo.tree(side).resolve(name);
  }

  private static boolean holds(Path file, String text) {
    try {
      return Files.exists(file) && Files.readString(file).equals(text);
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void anEditOnOneServerIsOnTheOtherAndTheWindowShowsBothTimes() throws Exception {
    Files.writeString(on(Side.A, "news.html"), "<p>open</p>\n");
    waitLong("it is there", () -> holds(on(Side.B, "news.html"), "<p>open</p>\n"));
    waitLong("and is told", () -> told("news.html"));
    robot.interact(() -> robot.lookup("#events").queryListView().getSelectionModel().select(0));
    waitLong("with both times", () -> text("#event-details").contains("on tgt-b "));
    assertTrue(
        text("#event-details")
            .matches(
                "(?s)created on tgt-a \\d\\d:\\d\\d:\\d\\d\\.\\d{3},"
                    + " on tgt-b \\d\\d:\\d\\d:\\d\\d\\.\\d{3} \\(12 B\\)\\nWhy: .*"),
        text("#event-details"));
    Files.writeString(on(Side.B, "news.html"), "<p>closed</p>\n");
    waitLong("back", () -> holds(on(Side.A, "news.html"), "<p>closed</p>\n"));
  }

  @Test
  void aServerThatGoesAwayIsNamedAndItsReturnIsSeen() throws Exception {
    demo.cut(Side.B);
    waitLong("named", () -> phase() == Phase.UNREACHABLE);
    waitLong("said", () -> text("#sentence").startsWith("tgt-b unreachable since"));
    Files.writeString(on(Side.A, "meanwhile.html"), "<p>meanwhile</p>\n");
    demo.mend(Side.B);
    run("retryNow");
    waitLong("live again", () -> phase() == Phase.LIVE);
    waitLong("caught up", () -> holds(on(Side.B, "meanwhile.html"), "<p>meanwhile</p>\n"));
    waitLong("in sync", () -> text("#sentence").startsWith("In sync as of"));
  }

  @Test
  void pausedNothingTravelsAndResumedItDoes() throws Exception {
    run("pause");
    waitLong("paused", () -> phase() == Phase.PAUSED);
    Files.writeString(on(Side.A, "later.html"), "later\n");
    waitLong("queued", () -> text("#sentence").contains("1 change queued"));
    assertEquals(false, Files.exists(on(Side.B, "later.html")));
    run("resume");
    waitLong("it travels", () -> holds(on(Side.B, "later.html"), "later\n"));
    run("stopLive");
    waitLong("stopped", () -> phase() == Phase.OFF);
  }
}
