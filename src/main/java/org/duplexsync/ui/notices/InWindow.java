package org.duplexsync.ui.notices;

import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.duplexsync.ui.parts.Icon;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.Text;

/**
 * Shows notices in a corner of the window for a while; a click leads to what they tell of. They lie
 * over the screen and take neither keys nor room: what is beside them can be pressed as ever.
 */
public final class InWindow extends VBox implements Consumer<Notice> {
  private static final Duration SHOWN = Duration.seconds(10);
  private static final int MOST = 3;

  private final Consumer<Notice> open;

  public InWindow(Consumer<Notice> open) {
    this.open = open;
    getStyleClass().add("notices");
    // the approve button stands at the other end
    setAlignment(Pos.BOTTOM_LEFT);
    setPickOnBounds(false);
  }

  @Override
  public void accept(Notice notice) {
    if (getChildren().size() >= MOST) {
      getChildren().removeFirst();
    }
    getChildren().add(card(notice));
  }

  private HBox card(Notice notice) {
    Label title = Nodes.label(notice.title(), "notice-title");
    Label text = Nodes.label(notice.text(), "notice-text");
    title.setWrapText(true);
    text.setWrapText(true);
    VBox words = new VBox(title, text);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox card = new HBox();
    Button close =
        Nodes.iconButton(Text.of("notice.close"), "cancel", () -> getChildren().remove(card));
    close.setFocusTraversable(false);
    card.getChildren().addAll(new Icon(icon(notice.kind())), words, close);
    card.getStyleClass().addAll("notice-card", "notice-" + notice.kind().name());
    card.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    card.setAccessibleRole(AccessibleRole.TEXT);
    card.setAccessibleText(notice.title() + ". " + notice.text());
    card.setOnMouseClicked(_ -> {
      getChildren().remove(card);
      open.accept(notice);
    });
    goesAfterAWhile(card);
    return card;
  }

  /** Not while somebody points at it. */
  private void goesAfterAWhile(HBox card) {
    PauseTransition shown = new PauseTransition(SHOWN);
    shown.setOnFinished(_ -> getChildren().remove(card));
    card.hoverProperty()
        .addListener((_, _, over) -> {
          if (over) {
            shown.stop();
          } else {
            shown.playFromStart();
          }
        });
    card.parentProperty()
        .addListener((_, _, now) -> {
          if (now == null) {
            shown.stop();
          }
        });
    shown.play();
  }

  static String icon(Notice.Kind kind) {
    return switch (kind) {
      case OUTAGE -> "warning";
      case RETURN -> "done";
      case DECISION -> "conflict";
      case STOPPED -> "stop";
    };
  }
}
