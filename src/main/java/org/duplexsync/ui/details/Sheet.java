package org.duplexsync.ui.details;

import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/** One way to look at what is selected. */
public interface Sheet {
  String title();

  Node node();

  /**
   * @param subject null: nothing is selected
   */
  void show(@Nullable Subject subject);
}
