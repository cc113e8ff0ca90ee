package org.duplexsync.ui.table;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import org.duplexsync.control.PlanSummary;
import org.duplexsync.control.RowQuery;
import org.duplexsync.model.Bucket;
import org.duplexsync.ui.parts.Icon;
import org.duplexsync.ui.parts.Looks;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.PairModel;
import org.duplexsync.ui.parts.Picks;
import org.duplexsync.ui.parts.Text;
import org.duplexsync.ui.parts.Words;

/**
 * One switch for each kind of difference there is, with its count; its menu decides the whole kind,
 * or what the text leaves of it.
 */
public final class BucketChips extends FlowPane {
  private final Sieve sieve;
  private final PairModel pair;
  private final ToggleButton all = new ToggleButton();
  private final Map<Bucket, ToggleButton> chips = new EnumMap<>(Bucket.class);

  public BucketChips(Sieve sieve, PairModel pair, Words words) {
    this.sieve = sieve;
    this.pair = pair;
    getStyleClass().add("chips");
    all.getStyleClass().add("chip");
    all.setId("chip-all");
    all.setOnAction(_ -> {
      all.setSelected(true);
      sieve.show(Set.of());
    });
    getChildren().add(all);
    for (Bucket bucket : Bucket.values()) {
      ToggleButton chip = new ToggleButton("", new Icon(Looks.icon(bucket)));
      chip.getStyleClass().addAll("chip", "bucket-" + bucket.name());
      chip.setOnAction(_ -> sieve.toggle(bucket));
      chip.setContextMenu(menu(bucket, words));
      chip.setId("chip-" + bucket.name());
      chips.put(bucket, chip);
      getChildren().add(chip);
    }
    pair.planProperty().addListener((_, _, _) -> update());
    sieve.bucketsProperty().addListener((_, _, _) -> update());
    update();
  }

  private ContextMenu menu(Bucket bucket, Words words) {
    ContextMenu menu = new ContextMenu();
    Picks.of(words)
        .forEach((text, pick) -> {
          MenuItem item = new MenuItem(Text.of("bulk.bucket", Words.bucket(bucket), text));
          item.setOnAction(_ -> pair.decide(ofKind(bucket), pick));
          menu.getItems().add(item);
        });
    return menu;
  }

  /** What was typed hides rows: nobody decides about what he does not see. */
  private RowQuery ofKind(Bucket bucket) {
    return RowQuery.of(Set.of(bucket), sieve.parsedProperty().get().filter());
  }

  private void update() {
    Map<Bucket, Long> counts = pair.planProperty().get().map(PlanSummary::counts).orElse(Map.of());
    long rows = counts.values().stream().mapToLong(Long::longValue).sum();
    Set<Bucket> shown = sieve.bucketsProperty().get();
    all.setText(chip(Text.of("bucket.all"), rows));
    all.setSelected(shown.isEmpty());
    chips.forEach((bucket, chip) -> {
      long n = counts.getOrDefault(bucket, 0L);
      chip.setText(chip(Words.bucket(bucket), n));
      chip.setSelected(shown.contains(bucket));
      Nodes.show(chip, n > 0 || shown.contains(bucket));
    });
    Nodes.show(this, rows > 0 || !shown.isEmpty());
  }

  private static String chip(String name, long count) {
    return name + "  " + String.format(java.util.Locale.ENGLISH, "%,d", count);
  }
}
