package org.duplexsync.ui.details;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.duplexsync.control.PlanRow;
import org.duplexsync.model.Agreed;
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

/** All that is known of a path: A, what was agreed, and B beside one another. */
public final class Properties extends VBox implements Sheet {
  private static final String NOTHING = "\u2013";
  private static final String[] TITLES = {
    "details.change",
    "details.kind",
    "details.size",
    "details.modified",
    "details.mode",
    "details.owner"
  };

  private final Words words;
  private final GridPane grid = new GridPane();
  private final Label path = Nodes.label("", "details-path");
  private final Label reason = Nodes.label("", "details-reason");

  public Properties(Words words) {
    this.words = words;
    getStyleClass().add("details");
    path.setId("details-path");
    reason.setId("details-reason");
    reason.setWrapText(true);
    // a label that wraps is as high as its text, whatever the room
    reason.setMinHeight(USE_PREF_SIZE);
    grid.getStyleClass().add("facts");
    for (int i = 0; i <= TITLES.length; i++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setHgrow(i == TITLES.length ? Priority.ALWAYS : Priority.SOMETIMES);
      grid.getColumnConstraints().add(column);
    }
    getChildren().addAll(path, reason, grid);
    show(null);
  }

  @Override
  public String title() {
    return Text.of("details.properties");
  }

  @Override
  public Node node() {
    return this;
  }

  @Override
  public void show(@Nullable Subject subject) {
    grid.getChildren().clear();
    Nodes.show(grid, subject != null);
    if (subject == null) {
      path.setText(Text.of("details.none"));
      Nodes.show(reason, false);
      return;
    }
    PlanRow row = subject.row();
    path.setText(row == null ? subject.path().toString() : Words.path(row.item()));
    reason.setText(subject.reason() + (row == null ? "" : decided(row)));
    Nodes.show(reason, !reason.getText().isEmpty());
    for (int i = 0; i < TITLES.length; i++) {
      grid.add(Nodes.label(Text.of(TITLES[i]), "title"), i + 1, 0);
    }
    side(1, Side.A, subject.a(), row);
    if (row != null) {
      agreed(row.item().base());
    }
    side(3, Side.B, subject.b(), row);
  }

  private void side(int line, Side side, Seen seen, @Nullable PlanRow row) {
    String change =
        row != null
            ? Words.change(row.item(), side)
            : seen instanceof Seen.Absent ? Text.of("change.absent") : NOTHING;
    Entry entry = seen instanceof Seen.Present(Entry there) ? there : null;
    line(line, side + "  " + words.host(side), change, entry);
  }

  private void agreed(@Nullable Agreed base) {
    line(
        2,
        Text.of("details.agreed"),
        base == null ? NOTHING : words.time(base.at()),
        base == null ? null : base.entry());
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
      text.append(".  ").append(Text.of("details.outcome", Words.outcome(outcome)));
    }
    return text.append('.').toString();
  }

  private void line(int at, String name, String change, @Nullable Entry entry) {
    grid.add(Nodes.label(name, "name"), 0, at);
    grid.add(Nodes.label(change), 1, at);
    if (entry != null) {
      grid.add(Nodes.label(Words.kind(entry.kind())), 2, at);
      grid.add(Nodes.label(entry.isFile() ? Words.bytes(entry.size()) : NOTHING), 3, at);
      grid.add(Nodes.label(words.time(entry.mtime())), 4, at);
      grid.add(Nodes.label(Words.mode(entry)), 5, at);
      grid.add(Nodes.label(entry.owner() + ":" + entry.group()), 6, at);
    }
  }
}
