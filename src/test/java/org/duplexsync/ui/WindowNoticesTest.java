package org.duplexsync.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import org.duplexsync.ui.notices.Notice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

/** Notices in the window, and that no control or style sheet grumbles on the terminal. */
class WindowNoticesTest extends WindowCase {
  private static final Logger ROOT = Logger.getLogger("");

  private final List<String> grumbled = new CopyOnWriteArrayList<>();
  private final Handler listener =
      new Handler() {
        @Override
        public void publish(LogRecord said) {
          if (said.getLevel().intValue() >= Level.WARNING.intValue()
              && !said.getMessage().startsWith("Unsupported JavaFX configuration")) {
            grumbled.add(said.getLoggerName() + ": " + said.getMessage());
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @Override
  SampleRows rows() {
    return SampleRows.everyCase();
  }

  @Override
  void prepare() {
    ROOT.addHandler(listener);
  }

  @AfterEach
  void unlisten() {
    ROOT.removeHandler(listener);
  }

  @BeforeEach
  void ready() {
    waitForRows(10);
  }

  private void tell(Notice.Kind kind, String title) {
    robot.interact(() -> window.tell(new Notice(kind, title, "no route to host")));
    WaitForAsyncUtils.waitForFxEvents();
  }

  private List<Node> cards() {
    return List.copyOf(robot.lookup(".notice-card").queryAll());
  }

  @Test
  void aClickLeadsToWhatItTellsOf() {
    tell(Notice.Kind.OUTAGE, "tgt-b is unreachable");
    assertEquals(1, cards().size());
    assertEquals("tgt-b is unreachable", text(".notice-title"));
    assertEquals("tgt-b is unreachable. no route to host", cards().getFirst().getAccessibleText());
    robot.clickOn(".notice-title");
    waitUntil("the activity", () -> robot.lookup("#not-live-start").tryQuery().isPresent());
    assertEquals(List.of(), cards());
  }

  @Test
  void itIsClosedByItsButtonAndNothingElseHappens() {
    tell(Notice.Kind.DECISION, "images waits");
    robot.clickOn(".notice-card .button");
    assertEquals(List.of(), cards());
    assertTrue(table().isVisible());
  }

  @Test
  void ofManyOnlyTheLastStandAndTheKeysStayWithTheRows() {
    for (int i = 0; i < 5; i++) {
      tell(Notice.Kind.OUTAGE, "number " + i);
    }
    assertEquals(3, cards().size());
    assertEquals("number 2", text(".notice-title"));
    assertEquals(table(), window.scene().getFocusOwner());
    press("Ctrl+K");
    waitUntil("the palette", () -> window.overlay().isOpen());
    press("Esc");
    waitUntil("Escape is the palette's", () -> !window.overlay().isOpen());
    robot.clickOn("#filter", MouseButton.PRIMARY);
    assertFalse(cards().isEmpty());
  }

  @Test
  void nothingGrumblesInAnyThemeOrScreen() {
    for (Themes theme : Themes.values()) {
      robot.interact(() -> theme.dress(window.scene()));
      for (Notice.Kind kind : Notice.Kind.values()) {
        tell(kind, "a notice");
      }
      for (String screen : List.of("Ctrl+1", "Ctrl+3", "Ctrl+4", "Ctrl+2")) {
        press(screen);
      }
      for (String over : List.of("Ctrl+K", "F1")) {
        press(over);
        press("Esc");
      }
      press("Ctrl+B");
      press("Ctrl+B");
      robot.clickOn(".server-pill");
      press("Esc");
      robot.interact(
          () -> robot.lookup("#bulk").queryAs(javafx.scene.control.MenuButton.class).show());
      WaitForAsyncUtils.waitForFxEvents();
      robot.interact(
          () -> robot.lookup("#bulk").queryAs(javafx.scene.control.MenuButton.class).hide());
    }
    assertEquals(List.of(), grumbled);
  }
}
