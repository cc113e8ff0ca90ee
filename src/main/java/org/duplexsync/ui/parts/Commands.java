package org.duplexsync.ui.parts;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** The commands of the window: one list for keys, palette and the sheet of keys. */
public final class Commands {
  private final List<Command> all = new ArrayList<>();

  public void add(Command command) {
    all.add(command);
  }

  /** Commands that hold only while a screen is shown. */
  public void addAll(List<Command> commands, BooleanSupplier shown) {
    for (Command command : commands) {
      all.add(
          new Command(
              command.id(),
              command.keys(),
              command.typed(),
              () -> shown.getAsBoolean() && command.enabled().getAsBoolean(),
              command.run()));
    }
  }

  public List<Command> all() {
    return List.copyOf(all);
  }

  public void run(String id) {
    all.stream().filter(command -> command.id().equals(id)).forEach(Command::runIfEnabled);
  }

  /**
   * Listens to a scene's keys before its controls do.
   *
   * @param active false while something lies over the window
   */
  public void listen(Scene scene, BooleanSupplier active) {
    scene.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (active.getAsBoolean()) {
            pressed(scene, event);
          }
        });
    scene.addEventFilter(
        KeyEvent.KEY_TYPED,
        event -> {
          if (active.getAsBoolean()) {
            typed(scene, event);
          }
        });
  }

  public void clear() {
    all.clear();
  }

  private void pressed(Scene scene, KeyEvent event) {
    boolean writing = isWriting(scene);
    runFirst(
        event,
        command ->
            command.keys().stream()
                .anyMatch(key -> key.match(event) && (!writing || leavesTextAlone(key))));
  }

  private void typed(Scene scene, KeyEvent event) {
    if (!isWriting(scene) && !event.isControlDown() && !event.isAltDown()) {
      String character = event.getCharacter();
      runFirst(event, command -> !character.isEmpty() && command.typed().contains(character));
    }
  }

  private void runFirst(KeyEvent event, Predicate<Command> which) {
    all.stream()
        .filter(which)
        .filter(command -> command.enabled().getAsBoolean())
        .findFirst()
        .ifPresent(command -> {
          event.consume();
          command.run().run();
        });
  }

  private static boolean isWriting(Scene scene) {
    return scene.getFocusOwner() instanceof TextInputControl;
  }

  /**
   * True for keys that mean nothing in a text field: function keys, Ctrl+letter but for editing.
   */
  private static boolean leavesTextAlone(KeyCombination key) {
    if (!(key instanceof KeyCodeCombination combination)) {
      return false;
    }
    if (combination.getCode().isFunctionKey()) {
      return true;
    }
    boolean shortcut =
        combination.getControl() == KeyCombination.ModifierValue.DOWN
            || combination.getShortcut() == KeyCombination.ModifierValue.DOWN;
    return shortcut
        && switch (combination.getCode()) {
          case Z, Y, A, C, V, X -> false;
          default -> true;
        };
  }
}
