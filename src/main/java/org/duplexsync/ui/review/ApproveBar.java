package org.duplexsync.ui.review;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.duplexsync.control.ApprovalPreview;
import org.duplexsync.control.ApproveMode;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.PairModel;
import org.duplexsync.ui.parts.Text;
import org.duplexsync.ui.parts.Words;

/** What would be approved, what stays behind, and the button that says so. */
public final class ApproveBar extends HBox {
  /** In pixels; what is written wraps from there on. */
  private static final double LEAST_BUTTON = 180;

  private static final double LEAST_SAID = 150;
  private final ReviewModel model;
  private final Map<ApproveMode, ToggleButton> modes = new EnumMap<>(ApproveMode.class);
  private final Label leftOut = Nodes.label("", "left-out");
  private final Label hint = Nodes.label("", "hint");
  private final Label type = Nodes.label("", "type-count");
  private final TextField count = new TextField();
  private final Button approve;

  public ApproveBar(ReviewModel model) {
    this.model = model;
    approve = Nodes.button("", "done", this::pressed, "approve", "accent");
    approve.setId("approve");
    approve.setWrapText(true);
    approve.setMinSize(LEAST_BUTTON, USE_PREF_SIZE);
    // only Space or a click: Enter is pressed too easily
    approve.addEventFilter(
        KeyEvent.ANY,
        event -> {
          if (event.getCode() == KeyCode.ENTER || "\r".equals(event.getCharacter())) {
            event.consume();
          }
        });
    getStyleClass().add("approve-bar");
    setAlignment(Pos.CENTER_LEFT);
    leftOut.setWrapText(true);
    hint.setWrapText(true);
    count.setPrefColumnCount(5);
    count.setId("typed-count");
    count.textProperty().addListener((_, _, _) -> update());
    type.setLabelFor(count);
    type.setMinWidth(USE_PREF_SIZE);
    count.setMinWidth(USE_PREF_SIZE);
    VBox said = new VBox(leftOut, hint);
    said.getStyleClass().add("said");
    said.setAlignment(Pos.CENTER_LEFT);
    said.setMinWidth(LEAST_SAID);
    HBox.setHgrow(said, Priority.ALWAYS);
    getChildren().addAll(modes(), said, type, count, approve);
    PairModel pair = model.pair();
    pair.planProperty().addListener((_, _, _) -> update());
    pair.previewProperty().addListener((_, _, _) -> update());
    pair.busyProperty().addListener((_, _, _) -> update());
    pair.reportProperty().addListener((_, _, _) -> update());
    update();
  }

  /** A number that was typed holds once. */
  private void pressed() {
    model.approve(count.getText());
    count.clear();
  }

  private SegmentedButton modes() {
    SegmentedButton row = new SegmentedButton();
    row.setMinWidth(USE_PREF_SIZE);
    for (ApproveMode mode : List.of(ApproveMode.SAFE, ApproveMode.DECIDED, ApproveMode.ALL)) {
      ToggleButton button = new ToggleButton(Text.of("approve.mode." + mode.name()));
      button.setOnAction(_ -> model.pair().mode(mode));
      button.setId("mode-" + mode.name());
      modes.put(mode, button);
      row.getButtons().add(button);
    }
    model.pair().modeProperty().addListener((_, _, _) -> update());
    return row;
  }

  private void update() {
    modes.forEach((mode, button) -> button.setSelected(mode == model.pair().modeProperty().get()));
    Optional<ApprovalPreview> preview = model.pair().previewProperty().get();
    boolean some = preview.isPresent() && preview.get().items() > 0;
    approve.setText(some ? model.words().approve(preview.get()) : Text.of("approve.none"));
    leftOut.setText(preview.map(ApproveBar::behind).orElse(""));
    boolean typed = some && preview.get().typeDeletes();
    type.setText(typed ? Text.of("approve.type", preview.get().deletes()) : "");
    Nodes.show(type, typed);
    Nodes.show(count, typed);
    String why = model.whyNotApprove(count.getText());
    approve.setDisable(why != null);
    hint.setText(why == null ? "" : why);
    Nodes.show(hint, why != null);
    approve.setTooltip(new Tooltip(why == null ? approve.getText() : why));
  }

  private static String behind(ApprovalPreview preview) {
    String bytes =
        preview.bytes() > 0 ? " " + Text.of("approve.bytes", Words.bytes(preview.bytes())) : "";
    return Words.leftOut(preview) + bytes;
  }

  public void focusButton() {
    if (count.isVisible() && approve.isDisabled()) {
      count.requestFocus();
    } else {
      approve.requestFocus();
    }
  }
}
