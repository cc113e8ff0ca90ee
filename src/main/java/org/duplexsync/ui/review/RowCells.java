package org.duplexsync.ui.review;

import java.util.function.Predicate;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TableCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.duplexsync.control.PlanRow;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Change;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.duplexsync.ui.parts.Effect;
import org.duplexsync.ui.parts.Icon;
import org.duplexsync.ui.parts.Looks;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.Text;
import org.duplexsync.ui.parts.Words;
import org.duplexsync.ui.table.Slot;
import org.jspecify.annotations.Nullable;

/** The cells of the review's table: an icon and two lines each. */
abstract class RowCells extends TableCell<Slot, @Nullable PlanRow> {
  final Icon icon = new Icon("same");
  final Label first = Nodes.label("", "first");
  final Label second = Nodes.label("", "second");
  private final HBox box = new HBox();

  private RowCells() {
    first.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    first.setMinWidth(0);
    second.setMinWidth(0);
    VBox lines = new VBox(first, second);
    lines.setAlignment(Pos.CENTER_LEFT);
    lines.setMinWidth(0);
    HBox.setHgrow(lines, Priority.ALWAYS);
    box.getChildren().addAll(icon, lines);
    box.setAlignment(Pos.CENTER_LEFT);
    box.getStyleClass().add("two-lines");
    box.setMinWidth(0);
    // a cell is as wide as its column, whatever stands in it
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(@Nullable PlanRow row, boolean empty) {
    super.updateItem(row, empty);
    if (empty) {
      setGraphic(null);
      return;
    }
    setGraphic(box);
    if (row == null) {
      Nodes.show(icon, false);
      first.setText(Text.of("row.loading"));
      second.setText("");
    } else {
      Nodes.show(icon, true);
      show(row);
    }
    Nodes.show(second, !second.getText().isEmpty());
  }

  abstract void show(PlanRow row);

  void tone(String... classes) {
    box.getStyleClass().setAll("two-lines");
    box.getStyleClass().addAll(classes);
  }

  /** The path, and below it the reason in words. */
  static final class Path extends RowCells {
    @Override
    void show(PlanRow row) {
      icon.show(Looks.icon(row.item().bucket()));
      first.setText(Words.path(row.item()));
      second.setText(row.item().reason());
      tone("path", "bucket-" + row.item().bucket().name());
    }
  }

  /** What one side has, and what happened there. */
  static final class OneSide extends RowCells {
    private final Side side;
    private final Words words;

    OneSide(Side side, Words words) {
      this.side = side;
      this.words = words;
    }

    @Override
    void show(PlanRow row) {
      Seen seen = row.item().seen(side);
      Change change = row.item().change(side);
      icon.show(Looks.kind(seen));
      first.setText(Words.change(row.item(), side));
      second.setText(words.brief(seen));
      boolean quiet = change instanceof Change.None;
      boolean ghost = seen instanceof Seen.Absent;
      Nodes.show(icon, !ghost);
      tone("side", quiet ? "quiet" : "changed", ghost ? "ghost" : "there");
    }
  }

  /** What will happen, or how it ended; a click offers the choices. */
  static final class Action extends RowCells {
    private final Words words;
    private final Predicate<PlanRow> taken;

    /**
     * @param taken whether an approval would take a row
     */
    Action(Words words, Predicate<PlanRow> taken) {
      this.words = words;
      this.taken = taken;
      getStyleClass().add("action-cell");
    }

    @Override
    void show(PlanRow row) {
      Choice choice = ReviewModel.choice(row);
      Effect effect = Effect.of(row.item(), choice);
      Outcome outcome = row.outcome();
      String does = Looks.arrow(effect) + words.effect(effect);
      if (outcome != null) {
        icon.show(Looks.icon(outcome));
        first.setText(Words.ended(outcome));
        second.setText(Words.why(outcome, words.effect(effect)));
        tone("action", Looks.tone(outcome), "proposed");
        return;
      }
      boolean asks = row.item().bucket() == Bucket.CONFLICT && row.decision() == null;
      boolean goes = taken.test(row);
      boolean waits = !goes && choice != Choice.SKIP;
      if (asks && !goes) {
        icon.show(Looks.icon(Bucket.CONFLICT));
        first.setText(Text.of("tree.asks"));
        second.setText(row.drifted() ? mark(row, waits) : Text.of("mark.proposed", does));
        tone("action", "tone-conflict", "proposed");
        return;
      }
      icon.show(Looks.icon(effect));
      first.setText(does);
      second.setText(mark(row, waits));
      tone("action", waits ? "tone-same" : Looks.tone(effect), mine(row));
    }

    private static String mine(PlanRow row) {
      return row.decision() == null ? "proposed" : "mine";
    }

    private static String mark(PlanRow row, boolean waits) {
      if (row.drifted()) {
        return Text.of("mark.drifted");
      }
      if (row.decision() != null) {
        return Text.of(waits ? "mark.mineWaits" : "mark.mine");
      }
      return waits ? Text.of("mark.waits") : "";
    }
  }
}
