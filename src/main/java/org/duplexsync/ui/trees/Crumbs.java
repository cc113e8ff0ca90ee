package org.duplexsync.ui.trees;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.HBox;
import org.duplexsync.model.RelPath;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.Text;
import org.jspecify.annotations.Nullable;

/** Where the selected row lies; each directory on the way leads to its row. */
final class Crumbs extends HBox {
  private final Consumer<RelPath> go;

  Crumbs(Consumer<RelPath> go) {
    this.go = go;
    getStyleClass().add("crumbs");
    setAlignment(Pos.CENTER_LEFT);
    setMinWidth(0);
  }

  void show(@Nullable RelPath path) {
    getChildren().clear();
    if (path == null) {
      return;
    }
    Deque<RelPath> way = new ArrayDeque<>();
    for (RelPath up = path; up != null && !up.isRoot(); up = up.parent()) {
      way.push(up);
    }
    for (RelPath step : way) {
      if (!getChildren().isEmpty()) {
        getChildren().add(Nodes.label("\u203a", "between"));
      }
      String name = step.name().toString();
      getChildren().add(step.equals(path) ? Nodes.label(name, "here") : link(step, name));
    }
  }

  private Hyperlink link(RelPath path, String name) {
    Hyperlink link = new Hyperlink(name);
    link.setFocusTraversable(false);
    link.setAccessibleText(Text.of("tree.goTo", path));
    link.setOnAction(_ -> {
      link.setVisited(false);
      go.accept(path);
    });
    return link;
  }
}
