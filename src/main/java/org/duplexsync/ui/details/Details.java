package org.duplexsync.ui.details;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;

/**
 * Rows, and below them what is known of the one that is selected: one sheet of several. Shown where
 * there is room, until the operator says otherwise; as high as the operator made it.
 */
public final class Details extends BorderPane {
  /** With less than this in pixels there are too few rows to give any away. */
  private static final double ROOM = 460;

  private static final double HEIGHT = 168;
  private static final double LEAST = 60;

  private final List<Sheet> sheets;
  private final VBox below = new VBox();
  private final ScrollPane scroll = new ScrollPane();

  /** Whether the operator wants it; null: where there is room. */
  private final ObjectProperty<@Nullable Boolean> wanted = new SimpleObjectProperty<>();

  private final ObjectProperty<Double> room = new SimpleObjectProperty<>(HEIGHT);
  private Sheet sheet;
  private @Nullable Subject subject;

  public Details(Node rows, List<Sheet> sheets) {
    this.sheets = List.copyOf(sheets);
    this.sheet = sheets.getFirst();
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFocusTraversable(false);
    scroll.setContent(sheet.node());
    VBox.setVgrow(scroll, Priority.ALWAYS);
    below.getStyleClass().add("details-pane");
    below.getChildren().add(edge());
    if (sheets.size() > 1) {
      below.getChildren().add(choice());
    }
    below.getChildren().add(scroll);
    setCenter(rows);
    setMinHeight(0);
    heightProperty().addListener((_, _, _) -> place());
    wanted.addListener((_, _, _) -> place());
    room.addListener((_, _, _) -> place());
  }

  /** What it is made higher and lower by. */
  private Region edge() {
    Region edge = new Region();
    edge.getStyleClass().add("details-edge");
    edge.setCursor(Cursor.V_RESIZE);
    edge.setOnMouseDragged(
        event -> room.set(clamped(getHeight() - sceneToLocal(0, event.getSceneY()).getY())));
    return edge;
  }

  private SegmentedButton choice() {
    SegmentedButton choice = new SegmentedButton();
    for (Sheet each : sheets) {
      ToggleButton button = new ToggleButton(each.title());
      button.setSelected(each.equals(sheet));
      button.setOnAction(_ -> {
        button.setSelected(true);
        sheet = each;
        scroll.setContent(each.node());
        each.show(subject);
      });
      choice.getButtons().add(button);
    }
    return choice;
  }

  private double clamped(double height) {
    return Math.clamp(height, LEAST, Math.max(LEAST, getHeight() * 0.7));
  }

  private void place() {
    Boolean byHand = wanted.get();
    boolean shown = getHeight() > 0 && (byHand == null ? getHeight() > ROOM : byHand);
    below.setMinHeight(clamped(room.get()));
    below.setMaxHeight(clamped(room.get()));
    setBottom(shown ? below : null);
  }

  public boolean isShown() {
    return getBottom() != null;
  }

  /**
   * @param now null: nothing is selected
   */
  public void show(@Nullable Subject now) {
    subject = now;
    sheet.show(now);
  }

  /** Shows or hides it, whatever the room. */
  public void toggle() {
    wanted.set(!isShown());
  }

  /** Whether the operator wants it; null: where there is room. */
  public ObjectProperty<@Nullable Boolean> wantedProperty() {
    return wanted;
  }

  /** How high it is, in pixels. */
  public ObjectProperty<Double> roomProperty() {
    return room;
  }
}
