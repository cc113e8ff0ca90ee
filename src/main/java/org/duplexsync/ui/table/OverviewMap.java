package org.duplexsync.ui.table;

import java.util.List;
import java.util.Set;
import java.util.function.DoubleConsumer;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.duplexsync.model.Bucket;
import org.duplexsync.ui.parts.Text;

/**
 * A strip as high as a table that shows what lies where in all of its rows; a click leads there.
 * The keys for the next difference and the next conflict do the same.
 */
public final class OverviewMap extends Pane {
  /** In how many parts the rows are told. */
  public static final int PARTS = 160;

  private static final double WIDTH = 12;

  /**
   * @param jump is given how far down was clicked, from 0 to 1
   */
  public OverviewMap(DoubleConsumer jump) {
    getStyleClass().add("overview-map");
    setMinWidth(WIDTH);
    setPrefWidth(WIDTH);
    setMaxWidth(WIDTH);
    setMinHeight(0);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setAccessibleText(Text.of("overview.accessible"));
    setOnMousePressed(event -> jump.accept(Math.clamp(event.getY() / getHeight(), 0, 1)));
    setOnMouseDragged(event -> jump.accept(Math.clamp(event.getY() / getHeight(), 0, 1)));
  }

  /**
   * @param parts what is in each part of the same length; an empty set: nothing that differs
   */
  public void show(List<Set<Bucket>> parts) {
    getChildren().clear();
    for (Set<Bucket> part : parts) {
      Region band = new Region();
      band.setMouseTransparent(true);
      band.getStyleClass().addAll("band", kind(part));
      getChildren().add(band);
    }
    requestLayout();
  }

  /** What an operator must see before anything else. */
  private static String kind(Set<Bucket> part) {
    if (part.contains(Bucket.CONFLICT) || part.contains(Bucket.BLOCKED)) {
      return "asks";
    }
    return part.contains(Bucket.DELETE) ? "deletes" : part.isEmpty() ? "nothing" : "copies";
  }

  @Override
  protected void layoutChildren() {
    double height = getHeight() / Math.max(1, getChildren().size());
    for (int i = 0; i < getChildren().size(); i++) {
      double top = snapPositionY(i * height);
      double bottom = snapPositionY((i + 1) * height);
      getChildren().get(i).resizeRelocate(3, top, WIDTH - 5, Math.max(1, bottom - top));
    }
  }
}
