package org.duplexsync.ui.notices;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Tells notices of the kinds that are switched on, wherever the operator may be looking. */
public final class Notices implements Consumer<Notice> {
  private static final String OFF = "off";

  private final Function<String, @Nullable String> remembered;
  private final BiConsumer<String, String> remember;
  private final List<Consumer<Notice>> outlets;
  private @Nullable Desktop desktop;

  /**
   * @param remembered what is remembered under a key, {@code remember} keeps it
   */
  public Notices(
      Function<String, @Nullable String> remembered,
      BiConsumer<String, String> remember,
      List<Consumer<Notice>> outlets) {
    this.remembered = remembered;
    this.remember = remember;
    this.outlets = List.copyOf(outlets);
  }

  private static String key(Notice.Kind kind) {
    return "notice." + kind.name();
  }

  public boolean isOn(Notice.Kind kind) {
    return !OFF.equals(remembered.apply(key(kind)));
  }

  public void set(Notice.Kind kind, boolean on) {
    remember.accept(key(kind), on ? "on" : OFF);
  }

  /** What else shows them, while no window of this program is looked at. */
  public void desktop(Desktop found) {
    desktop = found;
  }

  /** The name of what shows them on the desktop; null: nothing does. */
  @Nullable String desktopBy() {
    return desktop == null ? null : desktop.name();
  }

  private static boolean lookedAt() {
    return Window.getWindows().stream().anyMatch(Window::isFocused);
  }

  @Override
  public void accept(Notice notice) {
    if (isOn(notice.kind())) {
      outlets.forEach(outlet -> outlet.accept(notice));
      if (desktop != null && !lookedAt()) {
        desktop.accept(notice);
      }
    }
  }
}
