package org.duplexsync.ui;

import java.util.Locale;

/** What the centre of the window can show. */
enum Screen {
  TREES("trees"),
  REVIEW("review"),
  ACTIVITY("activity"),
  CONFLICTS("conflict");

  private final String icon;

  Screen(String icon) {
    this.icon = icon;
  }

  String icon() {
    return icon;
  }

  String key() {
    return "rail." + name().toLowerCase(Locale.ROOT);
  }
}
