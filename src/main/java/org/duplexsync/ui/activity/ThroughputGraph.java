package org.duplexsync.ui.activity;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.Line;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.Text;
import org.duplexsync.ui.parts.Words;

/** Upwards what went to B, downwards what went to A, on one scale. Direction is no colour. */
final class ThroughputGraph extends Region {
  private final Path up = path("graph-up");
  private final Path down = path("graph-down");
  private final Line axis = new Line();
  private final Label top = Nodes.label("", "graph-label");
  private final Label bottom = Nodes.label("", "graph-label");
  private final Label since = Nodes.label("", "graph-label");
  private Throughput shown =
      new Throughput(new double[2], new double[2], 0, java.time.Duration.ZERO);

  ThroughputGraph() {
    getStyleClass().add("graph");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    axis.getStyleClass().add("graph-axis");
    axis.setManaged(false);
    getChildren().addAll(up, down, axis, top, bottom, since);
  }

  private static Path path(String style) {
    Path path = new Path();
    path.getStyleClass().add(style);
    path.setManaged(false);
    return path;
  }

  void show(Throughput now) {
    shown = now;
    String most = Text.of("progress.speed", Words.bytes(now.top()));
    top.setText(most);
    bottom.setText(most);
    since.setText(Text.of("graph.since", EventWords.span(now.span())));
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    double middle = Math.floor(getHeight() / 2) + 0.5;
    axis.setStartX(0);
    axis.setEndX(width);
    axis.setStartY(middle);
    axis.setEndY(middle);
    draw(up, shown.toB(), middle, -1);
    draw(down, shown.toA(), middle, 1);
    place(top, 0, 0);
    place(bottom, 0, getHeight() - bottom.prefHeight(-1));
    place(since, 0, middle);
  }

  private static void place(Label label, double x, double y) {
    label.resizeRelocate(x, y, label.prefWidth(-1), label.prefHeight(-1));
  }

  /** Steps as bars without gaps; nothing is drawn where nothing went. */
  private void draw(Path path, double[] values, double middle, int direction) {
    var elements = new java.util.ArrayList<PathElement>();
    double step = getWidth() / values.length;
    double scale = shown.top() == 0 ? 0 : (middle - 1) / shown.top();
    for (int i = 0; i < values.length; i++) {
      if (values[i] > 0) {
        // a little is still to be seen
        double height = Math.max(1.5, values[i] * scale);
        double x = i * step;
        double y = middle + direction * height;
        elements.add(new MoveTo(x, middle));
        elements.add(new LineTo(x, y));
        elements.add(new LineTo(x + step - 0.5, y));
        elements.add(new LineTo(x + step - 0.5, middle));
        elements.add(new ClosePath());
      }
    }
    path.getElements().setAll(elements);
  }
}
