package org.duplexsync.cli;

import org.duplexsync.control.ControlException;
import org.duplexsync.model.Side;
import org.duplexsync.model.VersionRow;

/** How an old content is named at the terminal: such as {@code B:12/4f0c}. */
record VersionId(Side side, String name) {
  static String of(VersionRow row) {
    return row.side() + ":" + row.name();
  }

  static VersionId of(String text) throws ControlException {
    if (text.startsWith("A:") || text.startsWith("B:")) {
      return new VersionId(Side.valueOf(text.substring(0, 1)), text.substring(2));
    }
    throw new ControlException(
        "'" + text + "' is no version: duplex versions lists them, such as B:12/4f0c.");
  }
}
