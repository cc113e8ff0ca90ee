package org.duplexsync.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.control.Button;
import org.junit.jupiter.api.Test;

/** The main flow in a real window: open, decide a conflict, approve, in sync. */
class WindowTest extends WindowCase {
  @Override
  SampleRows rows() {
    return SampleRows.everyCase();
  }

  @Test
  void fromOpeningToInSyncWithAConflictDecidedByHand() {
    waitForRows(10);
    assertTrue(text("#sentence").contains("2 decisions waiting"), text("#sentence"));
    assertEquals("cgi/report.pl", selectedPath());
    press("F8");
    waitUntil(
        "the next conflict is selected", () -> selectedPath().equals("cgi/updatetestfile.cgi"));
    type(">");
    waitUntil("decided", () -> pair.asked.contains("decide cgi/updatetestfile.cgi A_TO_B"));
    press("Shift+F7");
    press("Shift+F7");
    press("Alt+Right");
    waitUntil("decided", () -> pair.asked.contains("decide cgi/report.pl A_TO_B"));
    waitUntil("none waits", () -> text("#sentence").equals("10 differences waiting for approval"));
    robot.clickOn("#mode-ALL");
    waitUntil("all go but the blocked", () -> button().getText().startsWith("Approve 9"));
    press("F9");
    waitUntil("the button has the focus", () -> button().equals(window.scene().getFocusOwner()));
    press("Enter");
    assertFalse(pair.asked.stream().anyMatch(call -> call.startsWith("approve")));
    press("Space");
    waitUntil("the keyboard is with the rows", () -> table().isFocused());
    waitUntil("one is left", () -> text("#sentence").contains("1 difference"));
    pair.becomes(SampleRows.of(java.util.List.of()));
    press("F5");
    waitUntil("in sync", () -> text("#sentence").startsWith("In sync as of"));
    assertEquals("No differences", text("#empty-title"));
    assertTrue(pair.onWindowThread.isEmpty(), pair.onWindowThread.toString());
  }

  private Button button() {
    return robot.lookup("#approve").queryButton();
  }
}
