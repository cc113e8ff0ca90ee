package org.duplexsync.ui.review;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Pick;
import org.duplexsync.model.Side;
import org.duplexsync.ui.parts.Text;
import org.duplexsync.ui.parts.Words;

/** Decides all rows that are shown. */
public final class BulkMenu extends MenuButton {
  public BulkMenu(ReviewModel model) {
    super(Text.of("bulk.shown"));
    setId("bulk");
    picks(model.words())
        .forEach((text, pick) -> {
          MenuItem item = new MenuItem(text);
          item.setOnAction(_ -> model.decideShown(pick));
          getItems().add(item);
        });
  }

  static Map<String, Pick> picks(Words words) {
    Map<String, Pick> picks = new LinkedHashMap<>();
    picks.put(Text.of("bulk.proposal"), new Pick.Proposal());
    picks.put(Text.of("bulk.newer"), new Pick.Newer());
    picks.put(Text.of("bulk.toB", words.host(Side.B)), Pick.of(Choice.A_TO_B));
    picks.put(Text.of("bulk.toA", words.host(Side.A)), Pick.of(Choice.B_TO_A));
    picks.put(Text.of("bulk.skip"), Pick.of(Choice.SKIP));
    picks.put(Text.of("bulk.reset"), new Pick.Reset());
    return picks;
  }
}
