package org.duplexsync.ui.parts;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/**
 * Something an operator can do, by its keys, from the palette and from the sheet of keys. Its name
 * stands in the bundle as {@code command.ID}.
 *
 * @param keys any of these; a key without Ctrl or Alt does nothing while text is being typed
 * @param typed a character that does it too, such as {@code >}; empty: none
 */
public record Command(
    String id, List<KeyCombination> keys, String typed, BooleanSupplier enabled, Runnable run) {
  /**
   * @param keys as {@link KeyCombination#valueOf} reads them; one character alone is a typed one
   */
  public static Command of(String id, BooleanSupplier enabled, Runnable run, String... keys) {
    String typed = "";
    List<KeyCombination> combinations = new ArrayList<>();
    for (String key : keys) {
      if (key.length() == 1) {
        typed += key;
      } else {
        combinations.add((KeyCodeCombination) KeyCombination.valueOf(key));
      }
    }
    return new Command(id, List.copyOf(combinations), typed, enabled, run);
  }

  public static Command of(String id, Runnable run, String... keys) {
    return of(id, () -> true, run, keys);
  }

  public String name() {
    return Text.of("command." + id);
  }

  /** The keys as they are shown, such as {@code Ctrl+K}. */
  public String shownKeys() {
    StringBuilder shown = new StringBuilder();
    for (KeyCombination key : keys) {
      shown.append(shown.isEmpty() ? "" : "   ").append(key.getDisplayText());
    }
    typed.chars().forEach(c -> shown.append(shown.isEmpty() ? "" : "   ").append((char) c));
    return shown.toString();
  }

  void runIfEnabled() {
    if (enabled.getAsBoolean()) {
      run.run();
    }
  }
}
