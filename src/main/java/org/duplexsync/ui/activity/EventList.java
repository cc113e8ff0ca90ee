package org.duplexsync.ui.activity;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.duplexsync.model.RelPath;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.Text;
import org.duplexsync.ui.parts.Words;
import org.jspecify.annotations.Nullable;

/**
 * Causes and effects, the latest first. Who has scrolled down to read is not disturbed: what is
 * newer waits behind a button.
 */
final class EventList extends VBox {
  private final LiveModel model;
  private final EventWords words;
  private final ListView<EventRow> list = new ListView<>();
  private final Label count = Nodes.label("", "shown");
  private final Label nothing = Nodes.label(Text.of("event.nothing"), "quiet-text");
  private final Button newer;
  private final Label path = Nodes.label("", "details-path");
  private final Label what = Nodes.label("");
  private final VBox details = new VBox(path, what);

  /** The screen was shown before there was a row to give the keyboard to. */
  private boolean wantsFocus;

  EventList(LiveModel model, Words words) {
    this.model = model;
    this.words = new EventWords(words);
    getStyleClass().add("events");
    newer = Nodes.button("", "to-top", this::toTop, "chip");
    newer.setId("newer-events");
    HBox head = new HBox(Nodes.label(Text.of("event.title"), "pane-title"), count, newer);
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("events-head");
    list.setId("events");
    list.getStyleClass().addAll("rows", "event-list");
    list.setCellFactory(_ -> new EventCell(this.words));
    list.setAccessibleText(Text.of("event.title"));
    details.getStyleClass().add("details");
    details.setMinHeight(USE_PREF_SIZE);
    what.setMinHeight(USE_PREF_SIZE);
    what.setWrapText(true);
    what.setId("event-details");
    nothing.setId("event-nothing");
    StackPane middle = new StackPane(list, nothing);
    middle.getStyleClass().add("events-middle");
    StackPane.setAlignment(nothing, Pos.TOP_LEFT);
    VBox.setVgrow(middle, Priority.ALWAYS);
    getChildren().addAll(head, middle, details);
    list.getSelectionModel().selectedItemProperty().addListener((_, _, row) -> detail(row));
    model.eventsProperty().addListener((_, _, now) -> changed(now));
    show(model.eventsProperty().get());
    detail(null);
  }

  private void changed(List<EventRow> now) {
    if (atTop()) {
      show(now);
    } else {
      long seen = list.getItems().getFirst().latest().id();
      long more = now.stream().takeWhile(row -> row.latest().id() > seen).count();
      newer.setText(Text.of("event.newer", more));
      Nodes.show(newer, true);
    }
  }

  /** Also when something further down is selected: that stays in sight by itself. */
  private boolean atTop() {
    return list.getItems().isEmpty()
        || !(list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow)
        || flow.getFirstVisibleCell() == null
        || flow.getFirstVisibleCell().getIndex() == 0;
  }

  private void toTop() {
    show(model.eventsProperty().get());
    if (!list.getItems().isEmpty()) {
      list.scrollTo(0);
      list.getSelectionModel().clearAndSelect(0);
    }
    list.requestFocus();
  }

  private void show(List<EventRow> rows) {
    EventRow selected = list.getSelectionModel().getSelectedItem();
    list.getItems().setAll(rows);
    if (selected != null) {
      select(selected.latest().id());
    }
    Nodes.show(newer, false);
    Nodes.show(nothing, rows.isEmpty());
    Nodes.show(list, !rows.isEmpty());
    if (wantsFocus && !rows.isEmpty()) {
      focusRows();
    }
    count.setText(rows.isEmpty() ? "" : Text.of("event.count", rows.size()));
  }

  private void select(long id) {
    for (int i = 0; i < list.getItems().size(); i++) {
      if (list.getItems().get(i).latest().id() == id) {
        list.getSelectionModel().clearAndSelect(i);
        return;
      }
    }
    list.getSelectionModel().clearSelection();
  }

  private void detail(@Nullable EventRow row) {
    Nodes.show(details, row != null);
    if (row != null) {
      path.setText(EventWords.path(row.latest()));
      what.setText(detailOf(row));
    }
  }

  private String detailOf(EventRow row) {
    String one =
        words.causeAndEffect(row.latest())
            + bytes(row)
            + "\n"
            + Text.of("event.reason", EventWords.why(row.latest()));
    if (!row.many()) {
      return one;
    }
    String paths = String.join(", ", row.paths().stream().limit(8).map(RelPath::toString).toList());
    String rest = row.paths().size() > 8 ? ", ..." : "";
    return words.many(row) + ": " + paths + rest + "\n" + one;
  }

  private static String bytes(EventRow row) {
    return row.latest().bytes() > 0 ? " (" + Words.bytes(row.latest().bytes()) + ")" : "";
  }

  void focusRows() {
    wantsFocus = list.getItems().isEmpty();
    list.requestFocus();
    if (list.getSelectionModel().isEmpty() && !list.getItems().isEmpty()) {
      list.getSelectionModel().select(0);
    }
  }
}
