package org.duplexsync.ui.review;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.duplexsync.control.PlanRow;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Pick;
import org.duplexsync.ui.parts.Effect;
import org.duplexsync.ui.parts.Icon;
import org.duplexsync.ui.parts.Looks;
import org.duplexsync.ui.parts.Text;

/** What can be decided about rows of the review, as a menu. */
final class RowMenu {
  private final ReviewModel model;
  private final Consumer<Pick> decide;

  /**
   * @param decide takes what was chosen, for the rows that are selected
   */
  RowMenu(ReviewModel model, Consumer<Pick> decide) {
    this.model = model;
    this.decide = decide;
  }

  /** What may be decided about these rows, in the words of the first. */
  ContextMenu choices(List<PlanRow> rows) {
    ContextMenu menu = new ContextMenu();
    if (rows.isEmpty()) {
      return menu;
    }
    for (Choice choice : Choice.values()) {
      if (rows.stream().anyMatch(row -> row.item().choices().contains(choice))) {
        Effect effect = Effect.of(rows.getFirst().item(), choice);
        String name = model.words().effect(effect);
        boolean proposed = rows.size() == 1 && rows.getFirst().item().proposal() == choice;
        MenuItem item =
            new MenuItem(
                proposed ? Text.of("details.proposal", name) : name, new Icon(Looks.icon(effect)));
        item.setOnAction(_ -> decide.accept(Pick.of(choice)));
        menu.getItems().add(item);
      }
    }
    MenuItem reset = new MenuItem(Text.of("bulk.reset"), new Icon("reset"));
    reset.setOnAction(_ -> decide.accept(new Pick.Reset()));
    menu.getItems().add(reset);
    Menu folder = BulkMenu.ofFolder(model, rows.getFirst());
    if (folder != null) {
      menu.getItems().addAll(new SeparatorMenuItem(), folder);
    }
    return menu;
  }
}
