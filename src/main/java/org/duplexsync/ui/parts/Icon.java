package org.duplexsync.ui.parts;

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

/**
 * A line drawing from {@code icons/NAME.svg} (one path on a grid of 16), as high as a line of text
 * and in the colour of {@code -dx-icon}.
 */
public final class Icon extends Region {
  private static final double GRID = 16;
  private static final Pattern PATH = Pattern.compile("<path[^>]* d=\"([^\"]+)\"");
  private static final Map<String, String> PATHS = new ConcurrentHashMap<>();

  private final SVGPath drawing = new SVGPath();

  public Icon(String name) {
    getStyleClass().add("icon");
    drawing.getStyleClass().add("drawing");
    drawing.setFillRule(FillRule.EVEN_ODD);
    drawing.setManaged(false);
    getChildren().add(drawing);
    setMouseTransparent(true);
    show(name);
  }

  public void show(String name) {
    drawing.setContent(PATHS.computeIfAbsent(name, Icon::read));
  }

  private static String read(String name) {
    try (InputStream in =
        Icon.class.getResourceAsStream("/org/duplexsync/ui/icons/" + name + ".svg")) {
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
    double scale = Math.min(getWidth(), getHeight()) / GRID;
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
