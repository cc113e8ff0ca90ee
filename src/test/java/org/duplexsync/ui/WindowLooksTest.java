package org.duplexsync.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Paint;
import javafx.scene.paint.Stop;
import javafx.scene.text.Text;
import org.duplexsync.control.ApproveMode;
import org.duplexsync.control.ControlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All screens, as everybody must be able to read them. */
class WindowLooksTest extends WindowCase {
  private static final double LEAST = 4.5;

  @Override
  SampleRows rows() {
    return SampleRows.everyCase();
  }

  /** Screens, overlays, selected rows, decided rows, what failed, a server that is away. */
  private void everywhere(Consumer<String> look) {
    waitForRows(10);
    look.accept("review");
    underTheMouse(true);
    look.accept("rows under the mouse");
    underTheMouse(false);
    type(">");
    waitUntil("decided", () -> pair.decided() == 1);
    press("F8");
    look.accept("a conflict that is selected");
    press("Ctrl+1");
    waitUntil("trees", () -> tree().getSelectionModel().getSelectedIndex() == 0);
    press("Right");
    waitUntil("opened", () -> tree().getItems().size() > 7);
    look.accept("trees");
    press("Ctrl+3");
    look.accept("activity");
    press("Ctrl+4");
    look.accept("conflicts");
    type("?");
    look.accept("the sheet of keys");
    press("Esc");
    press("Ctrl+K");
    look.accept("the palette");
    press("Esc");
    press("Ctrl+2");
    pair.failing = List.of("images/banner.png");
    approveAll();
    look.accept("what failed");
    pair.trouble = new ControlException("tgt-b: no route to host");
    press("F5");
    waitUntil("said", () -> text("#sentence").startsWith("tgt-b not reachable since"));
    look.accept("a server that is away");
  }

  /** All rows at once look as the one does that the mouse is over. */
  private void underTheMouse(boolean over) {
    robot.interact(() ->
        nodes(
            window.scene().getRoot(),
            TableRow.class,
            row -> row.pseudoClassStateChanged(PseudoClass.getPseudoClass("hover"), over)));
  }

  private TableView<Object> tree() {
    return robot.lookup("#tree-table").queryTableView();
  }

  private void approveAll() {
    var model = java.util.Objects.requireNonNull(window.job()).currentProperty().get().model();
    robot.interact(() -> model.mode(ApproveMode.ALL));
    waitUntil(
        "it can be approved",
        () -> model.isCounted() && !robot.lookup("#approve").queryButton().isDisabled());
    press("F9");
    press("Space");
    waitUntil("approved", () -> model.idle() && model.reportProperty().get().isPresent());
  }

  private <T> void nodes(Parent parent, Class<T> type, Consumer<T> each) {
    for (Node node : parent.getChildrenUnmodifiable()) {
      if (node.isVisible() && node.getOpacity() > 0 && !node.isDisabled()) {
        if (type.isInstance(node)) {
          each.accept(type.cast(node));
        }
        if (node instanceof Parent inner) {
          nodes(inner, type, each);
        }
      }
    }
  }

  // --- contrast

  @ParameterizedTest
  @EnumSource(Themes.class)
  void everyTextStandsOutFromItsGround(Themes theme) {
    robot.interact(() -> theme.dress(window.scene()));
    Set<String> weak = new TreeSet<>();
    int[] seen = new int[1];
    everywhere(screen -> {
      robot.interact(() -> {
        window.scene().getRoot().applyCss();
        window.scene().getRoot().layout();
        nodes(
            window.scene().getRoot(),
            Text.class,
            text -> {
              seen[0]++;
              double contrast = contrast(text);
              if (contrast < LEAST && !text.getText().isBlank()) {
                weak.add("%s: %.2f %s".formatted(screen, contrast, text.getText()));
              }
            });
      });
    });
    assertTrue(seen[0] > 300, "looked at " + seen[0]);
    assertEquals(Set.of(), weak);
  }

  private static double contrast(Text text) {
    if (!(text.getFill() instanceof Color fill)) {
      return 21;
    }
    return grounds(text).stream()
        .mapToDouble(ground -> contrast(over(fill, ground), ground))
        .min()
        .orElse(21);
  }

  /** What is seen behind a node: several colours where it is hatched. */
  private static List<Color> grounds(Node node) {
    for (Parent up = node.getParent(); up != null; up = up.getParent()) {
      if (up instanceof Region region && region.getBackground() != null) {
        List<BackgroundFill> fills = region.getBackground().getFills();
        List<Color> colors = fills.isEmpty() ? List.of() : colors(fills.getLast().getFill());
        if (!colors.isEmpty() && colors.stream().allMatch(color -> color.getOpacity() == 1)) {
          return colors;
        }
      }
    }
    return List.of();
  }

  private static List<Color> colors(Paint paint) {
    if (paint instanceof LinearGradient gradient) {
      return new ArrayList<>(gradient.getStops().stream().map(Stop::getColor).toList());
    }
    return paint instanceof Color color ? List.of(color) : List.of();
  }

  private static Color over(Color fill, Color ground) {
    return ground.interpolate(
        Color.color(fill.getRed(), fill.getGreen(), fill.getBlue()), fill.getOpacity());
  }

  /** By WCAG 2.2. */
  private static double contrast(Color one, Color other) {
    double a = luminance(one) + 0.05;
    double b = luminance(other) + 0.05;
    return Math.max(a, b) / Math.min(a, b);
  }

  private static double luminance(Color color) {
    return 0.2126 * linear(color.getRed())
        + 0.7152 * linear(color.getGreen())
        + 0.0722 * linear(color.getBlue());
  }

  private static double linear(double part) {
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }

  // --- spoken

  @Test
  void everyControlThatTakesTheKeyboardIsSpoken() {
    Set<String> silent = new TreeSet<>();
    int[] seen = new int[1];
    everywhere(screen ->
        robot.interact(() ->
            nodes(
                window.scene().getRoot(),
                Control.class,
                control -> {
                  if (control.isFocusTraversable()) {
                    seen[0]++;
                    if (!spoken(control)) {
                      silent.add(screen + ": " + control);
                    }
                  }
                })));
    assertTrue(seen[0] > 50, "looked at " + seen[0]);
    assertEquals(Set.of(), silent);
  }

  private static boolean spoken(Control control) {
    String text = control.getAccessibleText();
    return (text != null && !text.isBlank())
        || (control instanceof Labeled labeled
            && labeled.getText() != null
            && !labeled.getText().isBlank());
  }
}
