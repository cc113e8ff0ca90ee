package org.duplexsync.ui.conflicts;

import java.util.List;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.duplexsync.control.PlanRow;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.duplexsync.ui.parts.Effect;
import org.duplexsync.ui.parts.Icon;
import org.duplexsync.ui.parts.Looks;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.Text;
import org.duplexsync.ui.parts.Words;
import org.duplexsync.ui.review.ReviewModel;
import org.duplexsync.ui.table.Slot;
import org.jspecify.annotations.Nullable;

/** One path that waits: why, what each side has, and what can be done about it. */
final class ConflictCell extends ListCell<Slot> {
  private final ReviewModel model;
  private final Icon icon = new Icon("conflict");
  private final Label path = Nodes.label("", "first");
  private final Label mine = Nodes.label(Text.of("mark.mine"), "mine-mark");
  private final Label reason = Nodes.label("", "second");
  private final OneSide a = new OneSide(Side.A);
  private final OneSide b = new OneSide(Side.B);
  private final FlowPane choices = new FlowPane();
  private final VBox card;
  private final ChangeListener<@Nullable PlanRow> read = (_, _, row) -> show(row);
  private @Nullable Slot followed;

  ConflictCell(ReviewModel model) {
    this.model = model;
    path.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    path.setMinWidth(0);
    mine.setMinWidth(USE_PREF_SIZE);
    reason.setWrapText(true);
    reason.setMinWidth(0);
    choices.getStyleClass().add("choices");
    HBox head = new HBox(icon, path, Nodes.spacer(), mine);
    head.getStyleClass().addAll("two-lines", "path", "conflict-head");
    head.setAlignment(Pos.CENTER_LEFT);
    HBox sides = new HBox(a, b);
    sides.getStyleClass().add("sides");
    HBox.setHgrow(a, Priority.ALWAYS);
    HBox.setHgrow(b, Priority.ALWAYS);
    card = new VBox(head, reason, sides, choices);
    card.getStyleClass().add("conflict");
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(@Nullable Slot slot, boolean empty) {
    super.updateItem(slot, empty);
    if (followed != null) {
      followed.rowProperty().removeListener(read);
    }
    followed = empty ? null : slot;
    if (followed == null) {
      setGraphic(null);
      setAccessibleText("");
    } else {
      followed.rowProperty().addListener(read);
      setGraphic(card);
      show(followed.row());
    }
  }

  private void show(@Nullable PlanRow row) {
    Nodes.show(choices, row != null);
    if (row == null) {
      path.setText(Text.of("row.loading"));
      reason.setText("");
      return;
    }
    icon.show(Looks.icon(row.item().bucket()));
    path.setText(Words.path(row.item()));
    reason.setText(row.item().reason());
    mine.setVisible(row.decision() != null);
    a.show(row);
    b.show(row);
    choices.getChildren().setAll(buttons(row));
    setAccessibleText(model.spoken(row));
  }

  private List<ToggleButton> buttons(PlanRow row) {
    return ConflictsModel.choices(row).stream().map(choice -> button(row, choice)).toList();
  }

  private ToggleButton button(PlanRow row, Choice choice) {
    Effect effect = Effect.of(row.item(), choice);
    String name = Looks.arrow(effect) + model.words().effect(effect);
    boolean proposed = row.item().proposal() == choice;
    ToggleButton button =
        new ToggleButton(
            proposed ? Text.of("conflict.proposed", name) : name, new Icon(Looks.icon(effect)));
    button.getStyleClass().addAll("chip", Looks.tone(effect));
    button.setSelected(row.decision() != null && row.decision().choice() == choice);
    button.setTooltip(new Tooltip(Text.of("conflict.choose", name)));
    // the list has the keyboard: its keys decide
    button.setFocusTraversable(false);
    button.setOnAction(_ -> {
      button.setSelected(ReviewModel.choice(row) == choice);
      model.decide(List.of(row.item().path()), choice);
    });
    return button;
  }

  private final class OneSide extends HBox {
    private final Side side;
    private final Icon kind = new Icon("file");
    private final Label change = Nodes.label("", "first");
    private final Label what = Nodes.label("", "second");

    OneSide(Side side) {
      this.side = side;
      VBox lines = new VBox(change, what);
      lines.setMinWidth(0);
      lines.setAlignment(Pos.CENTER_LEFT);
      getChildren().addAll(Nodes.label(side.name(), "side"), kind, lines);
      getStyleClass().addAll("two-lines", "side-card");
      setAlignment(Pos.CENTER_LEFT);
      setMinWidth(0);
      setPrefWidth(100);
    }

    void show(PlanRow row) {
      Seen seen = row.item().seen(side);
      boolean ghost = seen instanceof Seen.Absent;
      kind.show(Looks.kind(seen));
      kind.setVisible(!ghost);
      change.setText(
          Text.of("conflict.side", model.words().host(side), Words.change(row.item(), side)));
      what.setText(model.words().brief(seen));
      Nodes.show(what, !what.getText().isEmpty());
      Nodes.show(what, !what.getText().isEmpty());
      getStyleClass().remove("ghost");
      if (ghost) {
        getStyleClass().add("ghost");
      }
    }
  }
}
