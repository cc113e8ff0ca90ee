package org.duplexsync.ui.trees;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.Text;
import org.duplexsync.ui.parts.Words;
import org.duplexsync.ui.table.BucketChips;
import org.duplexsync.ui.table.FilterField;

/** Above the trees: which differences are shown. It is there as soon as there are any. */
final class TreeFilter extends VBox {
  private final HBox bar;
  private final TreesModel model;
  private final FilterField field;
  private final Label shown = Nodes.label("", "shown");

  TreeFilter(TreesModel model, Words words) {
    this.model = model;
    field = new FilterField(model.sieve(), "tree-filter");
    getStyleClass().add("tree-filter");
    shown.setId("tree-shown");
    shown.setMinWidth(0);
    bar = new HBox(field, shown);
    bar.getStyleClass().add("filter-bar");
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.setMinWidth(0);
    getChildren().add(new BucketChips(model.sieve(), model.pair(), words));
    model.pair().planProperty().addListener((_, _, _) -> update());
    model.sieve().parsedProperty().addListener((_, _, _) -> update());
    model.sieve().bucketsProperty().addListener((_, _, _) -> update());
    model.loadingProperty().addListener((_, _, _) -> update());
    update();
  }

  /**
   * @param next where Escape and Enter lead
   */
  void leaveTo(Runnable next) {
    field.leaveTo(next);
  }

  /** Where one types, and how much is shown: it stands elsewhere than the kinds. */
  HBox bar() {
    return bar;
  }

  void focusField() {
    field.focusField();
  }

  private void update() {
    long all = model.planned();
    var unknown = model.sieve().parsedProperty().get().unknown();
    if (!unknown.isEmpty()) {
      shown.setText(Text.of("filter.unknown", String.join(" ", unknown)));
    } else if (!model.sieve().isOn()) {
      shown.setText("");
    } else if (!model.loadingProperty().get()) {
      shown.setText(Text.of("filter.shown", model.matchingProperty().get(), all));
    }
    shown.setAccessibleText(shown.getText().toLowerCase(Locale.ROOT));
    boolean any = all > 0 || model.sieve().isOn();
    Nodes.show(this, any);
    Nodes.show(bar, any);
  }
}
