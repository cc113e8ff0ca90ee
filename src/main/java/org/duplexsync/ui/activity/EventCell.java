package org.duplexsync.ui.activity;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.duplexsync.model.LiveEvent;
import org.duplexsync.ui.parts.Icon;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.Text;
import org.jspecify.annotations.Nullable;

/** One event: which path, cause and effect with their times, how long it took. */
final class EventCell extends ListCell<EventRow> {
  private final EventWords words;
  private final Icon icon = new Icon("same");
  private final Label path = Nodes.label("", "first");
  private final Label times = Nodes.label("", "times");
  private final Label what = Nodes.label("", "second");
  private final Label took = Nodes.label("", "took");
  private final HBox box;

  EventCell(EventWords words) {
    this.words = words;
    path.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    path.setMinWidth(0);
    what.setMinWidth(0);
    times.setMinWidth(USE_PREF_SIZE);
    took.setMinWidth(USE_PREF_SIZE);
    HBox first = new HBox(path, times);
    first.getStyleClass().add("event-first");
    first.setAlignment(Pos.CENTER_LEFT);
    VBox lines = new VBox(first, what);
    lines.setAlignment(Pos.CENTER_LEFT);
    lines.setMinWidth(0);
    HBox.setHgrow(lines, Priority.ALWAYS);
    box = new HBox(icon, lines, took);
    box.setAlignment(Pos.CENTER_LEFT);
    box.setMinWidth(0);
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(@Nullable EventRow row, boolean empty) {
    super.updateItem(row, empty);
    if (empty || row == null) {
      setGraphic(null);
      setAccessibleText("");
      return;
    }
    LiveEvent event = row.latest();
    icon.show(EventWords.icon(event));
    path.setText(EventWords.path(event));
    times.setText(row.many() ? Text.of("event.times", row.times()) : "");
    Nodes.show(times, row.many());
    what.setText(row.many() ? EventWords.why(event) + "  \u00b7  " + words.many(row) : line(event));
    took.setText(EventWords.took(event));
    box.getStyleClass().setAll("two-lines", "path", "event", EventWords.tone(event));
    setGraphic(box);
    setAccessibleText(path.getText() + ". " + what.getText() + ". " + took.getText());
  }

  private String line(LiveEvent event) {
    boolean told = event.action() != null && EventWords.tone(event).equals("tone-conflict");
    return words.causeAndEffect(event)
        + (told || event.action() == null ? ": " + EventWords.why(event) : "");
  }
}
