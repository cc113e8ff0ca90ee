package org.duplexsync.ui.parts;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** All text of the window, by key, from the resource bundle. */
public final class Text {
  private static final ResourceBundle BUNDLE =
      ResourceBundle.getBundle("org.duplexsync.ui.text", Locale.ENGLISH);

  private Text() {}

  /** The text with its places filled in, as {@link MessageFormat} does. */
  public static String of(String key, Object... values) {
    String pattern = BUNDLE.getString(key);
    return values.length == 0
        ? pattern.replace("''", "'")
        : new MessageFormat(pattern, Locale.ENGLISH).format(values);
  }

  public static boolean has(String key) {
    return BUNDLE.containsKey(key);
  }
}
