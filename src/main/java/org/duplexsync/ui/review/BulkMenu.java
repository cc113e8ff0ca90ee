package org.duplexsync.ui.review;

import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.collections.ObservableList;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.duplexsync.control.PlanRow;
import org.duplexsync.model.Pick;
import org.duplexsync.model.RelPath;
import org.duplexsync.ui.parts.Icon;
import org.duplexsync.ui.parts.Picks;
import org.duplexsync.ui.parts.Text;
import org.duplexsync.ui.parts.Words;
import org.jspecify.annotations.Nullable;

/** Decides all rows that are shown, or those of them in the folder of the selected row. */
public final class BulkMenu extends MenuButton {
  private final ReviewModel model;

  /** For rows without folders. */
  public BulkMenu(ReviewModel model) {
    super(Text.of("bulk.shown"));
    this.model = model;
    setId("bulk");
    fill(getItems(), model.words(), model::decideShown);
  }

  BulkMenu(ReviewModel model, Supplier<@Nullable PlanRow> selected) {
    this(model);
    Menu folder = new Menu("", new Icon("folder"));
    folder.setId("bulk-folder");
    getItems().addAll(new SeparatorMenuItem(), folder);
    setOnShowing(_ -> name(folder, selected.get()));
    name(folder, null);
  }

  private void name(Menu menu, @Nullable PlanRow row) {
    RelPath folder = row == null ? null : ReviewModel.folder(row);
    menu.setDisable(folder == null);
    menu.setText(folder == null ? Text.of("bulk.noFolder") : Text.of("bulk.folder", folder));
    menu.getItems().clear();
    if (folder != null) {
      fill(menu.getItems(), model.words(), pick -> model.decideFolder(folder, pick));
    }
  }

  /** The same for a row's own menu; null: it lies in no folder. */
  static @Nullable Menu ofFolder(ReviewModel model, PlanRow row) {
    RelPath folder = ReviewModel.folder(row);
    if (folder == null) {
      return null;
    }
    Menu menu = new Menu(Text.of("bulk.folder", folder), new Icon("folder"));
    fill(menu.getItems(), model.words(), pick -> model.decideFolder(folder, pick));
    return menu;
  }

  private static void fill(ObservableList<MenuItem> items, Words words, Consumer<Pick> decide) {
    Picks.of(words)
        .forEach((text, pick) -> {
          MenuItem item = new MenuItem(text);
          item.setOnAction(_ -> decide.accept(pick));
          items.add(item);
        });
  }
}
