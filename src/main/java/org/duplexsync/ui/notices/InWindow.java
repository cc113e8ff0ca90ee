package org.duplexsync.ui.notices;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.stage.Popup;
import javafx.stage.Window;
import javafx.util.Duration;
import org.controlsfx.control.Notifications;
import org.duplexsync.ui.parts.Icon;
import org.jspecify.annotations.Nullable;

/** Shows notices in a corner of the window for a while; a click leads to what they tell of. */
public final class InWindow implements Consumer<Notice> {
  private static final Duration SHOWN = Duration.seconds(8);

  private final Supplier<? extends @Nullable Window> window;
  private final Consumer<Notice> open;

  public InWindow(Supplier<? extends @Nullable Window> window, Consumer<Notice> open) {
    this.window = window;
    this.open = open;
  }

  @Override
  public void accept(Notice notice) {
    Window over = window.get();
    if (over == null || !over.isShowing()) {
      return;
    }
    Icon icon = new Icon(icon(notice.kind()));
    icon.getStyleClass().add("notice-" + notice.kind().name());
    Notifications.create()
        .owner(over)
        // the approve button stands at the other end
        .position(Pos.BOTTOM_LEFT)
        .title(notice.title())
        .text(notice.text())
        .graphic(icon)
        .hideAfter(SHOWN)
        .onAction(_ -> open.accept(notice))
        .show();
    letEscapeThrough(over);
  }

  /** Escape belongs to what lies open in the window; a popup would take it first. */
  private static void letEscapeThrough(Window over) {
    for (Window other : List.copyOf(Window.getWindows())) {
      if (other instanceof Popup shown && over.equals(shown.getOwnerWindow())) {
        shown.setHideOnEscape(false);
      }
    }
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
