package org.duplexsync.ui;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.Sentence;
import org.duplexsync.ui.parts.Text;
import org.jspecify.annotations.Nullable;

/** Which pair is shown, how the others fare, and whether one of these needs a person. */
final class PairSelector extends HBox {
  private static final double WIDEST = 140;

  private final OpenJob job;
  private final Button elsewhere;

  PairSelector(OpenJob job) {
    this.job = job;
    elsewhere = Nodes.button("", "warning", this::goThere, "elsewhere");
    elsewhere.setId("elsewhere");
    getStyleClass().add("pair-selector");
    setAlignment(Pos.CENTER_LEFT);
    setMinWidth(USE_PREF_SIZE);
    if (job.pairs().size() == 1) {
      var name = Nodes.label(job.name(), "job-name");
      var pair = Nodes.label(job.pairs().getFirst().model().info().name(), "pair-name");
      for (var label : List.of(name, pair)) {
        label.setMaxWidth(WIDEST);
        label.setTooltip(new Tooltip(label.getText()));
      }
      getChildren().addAll(name, pair);
    } else {
      getChildren().addAll(box(), elsewhere);
    }
    if (job.attached()) {
      getChildren().add(attached());
    }
    for (OpenPair pair : job.pairs()) {
      pair.model().stateProperty().addListener((_, _, _) -> update());
      pair.model().planProperty().addListener((_, _, _) -> update());
    }
    job.currentProperty().addListener((_, _, _) -> update());
    update();
  }

  /** Closing this window ends nothing then. */
  private static javafx.scene.Node attached() {
    var label = Nodes.label(Text.of("top.attached"), "attached");
    label.setTooltip(new Tooltip(Text.of("top.attachedMore")));
    label.setMinWidth(USE_PREF_SIZE);
    label.setId("attached");
    return label;
  }

  private ComboBox<OpenPair> box() {
    ComboBox<OpenPair> box = new ComboBox<>();
    box.setId("pair");
    box.getItems().setAll(job.pairs());
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable OpenPair pair) {
            return pair == null ? "" : job.name() + " / " + pair.model().info().name();
          }

          @Override
          public @Nullable OpenPair fromString(String text) {
            return null;
          }
        });
    box.setAccessibleText(Text.of("top.pair"));
    box.setMaxWidth(WIDEST * 2);
    // cells are made anew each time it opens: they tell how a pair fares then
    box.setOnShowing(_ -> box.setCellFactory(_ -> new Cell()));
    box.setValue(job.currentProperty().get());
    box.valueProperty().addListener((_, _, chosen) -> job.show(chosen));
    job.currentProperty().addListener((_, _, now) -> box.setValue(now));
    return box;
  }

  private static Sentence sentence(OpenPair pair) {
    return Sentence.of(
        pair.model().stateProperty().get(), pair.model().planProperty().get(), pair.words());
  }

  private static boolean asks(Sentence sentence) {
    return sentence.tone() == Sentence.Tone.BAD || sentence.tone() == Sentence.Tone.ASKS;
  }

  private List<OpenPair> others() {
    return job.pairs().stream()
        .filter(pair -> !pair.equals(job.currentProperty().get()) && asks(sentence(pair)))
        .toList();
  }

  private void update() {
    List<OpenPair> others = others();
    Nodes.show(elsewhere, !others.isEmpty());
    elsewhere.setText(Text.of("top.elsewhere", others.size()));
    elsewhere.setTooltip(
        new Tooltip(String.join("\n", others.stream().map(PairSelector::told).toList())));
    elsewhere.setAccessibleText(Text.of("top.elsewhereSpoken", others.size()));
  }

  private static String told(OpenPair pair) {
    return Text.of("top.pairFares", pair.model().info().name(), sentence(pair).text());
  }

  /** To what is worst. */
  private void goThere() {
    Optional<OpenPair> worst =
        others().stream().max(Comparator.comparing(pair -> sentence(pair).tone()));
    worst.ifPresent(job::show);
  }

  /** A pair and its sentence. */
  private static final class Cell extends ListCell<OpenPair> {
    @Override
    protected void updateItem(@Nullable OpenPair pair, boolean empty) {
      super.updateItem(pair, empty);
      if (empty || pair == null) {
        setText("");
        setGraphic(null);
        return;
      }
      Sentence how = sentence(pair);
      setText(told(pair));
      setGraphic(TopBar.icon(how.tone()));
      getStyleClass().removeIf(name -> name.startsWith("tone-"));
      getStyleClass().add("tone-" + how.tone().name());
    }
  }
}
