package org.duplexsync.ui.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;

class TypeAheadTest {
  private final List<String> found = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-22T16:30:00Z");
  private final TypeAhead typing =
      new TypeAhead(() -> now, (letters, onward) -> found.add(letters + (onward ? " onward" : "")));

  private KeyEvent type(String character, boolean control) {
    KeyEvent event =
        new KeyEvent(
            KeyEvent.KEY_TYPED, character, "", KeyCode.UNDEFINED, false, control, false, false);
    typing.typed(event);
    return event;
  }

  @Test
  void lettersTypedQuicklyAreOneName() {
    type("u", false);
    now = now.plusMillis(800);
    assertTrue(type("p", false).isConsumed());
    now = now.plusMillis(1_000);
    type("p", false);
    assertEquals(List.of("u onward", "up", "p onward"), found);
  }

  @Test
  void whatIsNoLetterIsLeftToOthers() {
    assertFalse(type(" ", false).isConsumed());
    assertFalse(type("a", true).isConsumed());
    assertFalse(type("", false).isConsumed());
    assertEquals(List.of(), found);
  }
}
