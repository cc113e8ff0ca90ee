package org.duplexsync.ui.notices;

import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.duplexsync.ui.parts.Icon;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.Text;

/** Which notices are shown, and by what. */
public final class NoticeBell extends Button {
  private final PopOver over = new PopOver();
  private final Label where = Nodes.label("", "quiet-text");
  private final Notices notices;

  public NoticeBell(Notices notices) {
    super("", new Icon("bell"));
    getStyleClass().addAll("button-icon", "flat");
    setId("notices");
    setTooltip(new Tooltip(Text.of("notice.bell")));
    setAccessibleText(Text.of("notice.bell"));
    VBox box = new VBox(Nodes.label(Text.of("notice.bell"), "pane-title"));
    for (Notice.Kind kind : Notice.Kind.values()) {
      CheckBox on = new CheckBox(Text.of("notice.kind." + kind.name()));
      on.setId("notice-" + kind.name());
      on.setSelected(notices.isOn(kind));
      on.selectedProperty().addListener((_, _, now) -> notices.set(kind, now));
      box.getChildren().add(on);
    }
    where.setWrapText(true);
    where.setMaxWidth(300);
    box.getChildren().add(where);
    box.getStyleClass().add("notice-switches");
    over.setContentNode(box);
    over.setArrowLocation(PopOver.ArrowLocation.TOP_RIGHT);
    over.setDetachable(false);
    over.setAnimated(false);
    setOnAction(_ -> toggle());
    this.notices = notices;
  }

  /** Opens the switches, or closes them. */
  public void toggle() {
    if (over.isShowing()) {
      over.hide();
    } else {
      String by = notices.desktopBy();
      where.setText(by == null ? Text.of("notice.windowOnly") : Text.of("notice.desktop", by));
      over.show(this);
      over.getRoot().getStylesheets().setAll(getScene().getStylesheets());
    }
  }
}
