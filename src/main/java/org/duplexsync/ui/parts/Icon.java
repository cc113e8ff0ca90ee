package org.duplexsync.ui.parts;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.layout.Region;
import javafx.scene.shape.FillRule;
import javafx.scene.shape.SVGPath;
import javafx.scene.text.TextBoundsType;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * A line drawing, as high as a line of text and in the colour of {@code -dx-icon}. What any program
 * has (search, undo, a clock, ...) is Feather's; what Duplex alone means comes from {@code
 * icons/NAME.svg} (one path on a grid of 16).
 */
public final class Icon extends Region {
  private static final double GRID = 16;
  private static final Pattern PATH = Pattern.compile("<path[^>]* d=\"([^\"]+)\"");
  private static final Map<String, String> PATHS = new ConcurrentHashMap<>();

  private static final Map<String, Feather> COMMON =
      Map.ofEntries(
          entry("activity", Feather.ACTIVITY),
          entry("bell", Feather.BELL),
          entry("cancel", Feather.X),
          entry("compare", Feather.REFRESH_CW),
          entry("export", Feather.UPLOAD),
          entry("info", Feather.INFO),
          entry("more", Feather.CHEVRON_DOWN),
          entry("pause", Feather.PAUSE),
          entry("redo", Feather.CORNER_UP_RIGHT),
          entry("resume", Feather.PLAY),
          entry("search", Feather.SEARCH),
          entry("server", Feather.SERVER),
          entry("stop", Feather.SQUARE),
          entry("undo", Feather.CORNER_UP_LEFT),
          entry("wait", Feather.CLOCK),
          entry("warning", Feather.ALERT_TRIANGLE));

  private final SVGPath drawing = new SVGPath();
  private final FontIcon common = new FontIcon();

  public Icon(String name) {
    getStyleClass().add("icon");
    drawing.getStyleClass().add("drawing");
    drawing.setFillRule(FillRule.EVEN_ODD);
    drawing.setManaged(false);
    common.getStyleClass().add("common");
    common.setManaged(false);
    // in the middle by what is seen of it, not by the line of its font
    common.setBoundsType(TextBoundsType.VISUAL);
    common.layoutBoundsProperty().addListener((_, _, _) -> requestLayout());
    getChildren().addAll(drawing, common);
    setMouseTransparent(true);
    show(name);
  }

  public void show(String name) {
    Feather known = COMMON.get(name);
    drawing.setVisible(known == null);
    common.setVisible(known != null);
    if (known == null) {
      drawing.setContent(PATHS.computeIfAbsent(name, Icon::read));
    } else {
      common.setIconCode(known);
    }
    requestLayout();
  }

  /** Whether there is a drawing of that name. */
  static boolean has(String name) {
    return COMMON.containsKey(name) || Icon.class.getResource(place(name)) != null;
  }

  private static String place(String name) {
    return "/org/duplexsync/ui/icons/" + name + ".svg";
  }

  private static String read(String name) {
    try (InputStream in = Icon.class.getResourceAsStream(place(name))) {
      if (in == null) {
        throw new IllegalArgumentException("no icon " + name);
      }
      Matcher found = PATH.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      if (!found.find()) {
        throw new IllegalArgumentException("icon " + name + " has no path");
      }
      return found.group(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void layoutChildren() {
    double size = Math.min(getWidth(), getHeight());
    if (size < 1) {
      return;
    }
    if (common.isVisible()) {
      // scaled about its middle: the theme has a say in the font's size
      double drawn = common.getFont().getSize();
      common.setScaleX(size / drawn);
      common.setScaleY(size / drawn);
      var bounds = common.getLayoutBounds();
      common.setLayoutX(getWidth() / 2 - bounds.getCenterX());
      common.setLayoutY(getHeight() / 2 - bounds.getCenterY());
      return;
    }
    double scale = size / GRID;
    drawing.setScaleX(scale);
    drawing.setScaleY(scale);
    // a node is scaled about the middle of its bounds, which is seldom the middle of the grid
    var bounds = drawing.getLayoutBounds();
    drawing.setLayoutX(
        getWidth() / 2 - bounds.getCenterX() + (bounds.getCenterX() - GRID / 2) * scale);
    drawing.setLayoutY(
        getHeight() / 2 - bounds.getCenterY() + (bounds.getCenterY() - GRID / 2) * scale);
  }
}
