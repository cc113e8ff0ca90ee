package org.duplexsync.ui.review;

import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.duplexsync.control.PlanRow;
import org.duplexsync.model.Decision;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.duplexsync.ui.parts.Effect;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.Text;
import org.duplexsync.ui.parts.Words;
import org.jspecify.annotations.Nullable;

/** All that is known of the selected row: A, what was agreed, and B beside one another. */
final class RowDetails extends VBox {
  private final Words words;
  private final GridPane grid = new GridPane();
  private final Label path = Nodes.label("", "details-path");
  private final Label reason = Nodes.label("", "details-reason");

  RowDetails(Words words) {
    this.words = words;
    getStyleClass().add("details");
    reason.setWrapText(true);
    grid.getStyleClass().add("facts");
    for (int i = 0; i < 7; i++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setHgrow(i == 6 ? Priority.ALWAYS : Priority.SOMETIMES);
      grid.getColumnConstraints().add(column);
    }
    getChildren().addAll(path, reason, grid);
    show(null);
  }

  void show(@Nullable PlanRow row) {
    grid.getChildren().clear();
    Nodes.show(grid, row != null);
    Nodes.show(reason, row != null);
    if (row == null) {
      path.setText(Text.of("details.none"));
      return;
    }
    path.setText(Words.path(row.item()));
    reason.setText(row.item().reason() + decided(row));
    String[] titles = {
      "",
      "details.change",
      "details.kind",
      "details.size",
      "details.modified",
      "details.mode",
      "details.owner"
    };
    for (int column = 1; column < titles.length; column++) {
      grid.add(Nodes.label(Text.of(titles[column]), "title"), column, 0);
    }
    line(1, "A  " + words.host(Side.A), Words.change(row.item(), Side.A), entry(row.item().a()));
    line(
        2,
        Text.of("details.agreed"),
        row.item().base() == null ? "\u2013" : words.time(row.item().base().at()),
        row.item().base() == null ? null : row.item().base().entry());
    line(3, "B  " + words.host(Side.B), Words.change(row.item(), Side.B), entry(row.item().b()));
  }

  private String decided(PlanRow row) {
    StringBuilder text = new StringBuilder("\n");
    text.append(
        Text.of("details.proposal", words.effect(Effect.of(row.item(), row.item().proposal()))));
    Decision decision = row.decision();
    if (decision != null) {
      String effect = words.effect(Effect.of(row.item(), decision.choice()));
      text.append(".  ")
          .append(Text.of("details.decided", effect, decision.by(), words.time(decision.at())));
    }
    Outcome outcome = row.outcome();
    if (outcome != null) {
      text.append(".  ").append(Words.outcome(outcome));
    }
    return text.append('.').toString();
  }

  private static @Nullable Entry entry(Seen seen) {
    return seen instanceof Seen.Present(Entry entry) ? entry : null;
  }

  private void line(int at, String name, String change, @Nullable Entry entry) {
    grid.add(Nodes.label(name, "name"), 0, at);
    grid.add(Nodes.label(change), 1, at);
    if (entry != null) {
      grid.add(Nodes.label(Words.kind(entry.kind())), 2, at);
      grid.add(Nodes.label(entry.isFile() ? Words.bytes(entry.size()) : "\u2013"), 3, at);
      grid.add(Nodes.label(words.time(entry.mtime())), 4, at);
      grid.add(Nodes.label(Words.mode(entry)), 5, at);
      grid.add(Nodes.label(entry.owner() + ":" + entry.group()), 6, at);
    }
  }
}
