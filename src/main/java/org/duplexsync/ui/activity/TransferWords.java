package org.duplexsync.ui.activity;

import java.util.ArrayList;
import java.util.List;
import org.duplexsync.model.Transfer;
import org.duplexsync.ui.parts.Text;
import org.duplexsync.ui.parts.Words;

/** How a transfer reads. */
final class TransferWords {
  private TransferWords() {}

  static String what(Transfer transfer, Words words) {
    String host = words.host(transfer.to());
    return transfer.paths() > 1
        ? Text.of("travel.many", transfer.path().toString(), transfer.paths() - 1, host)
        : Text.of("travel.one", transfer.path().toString(), host);
  }

  /** So far, how fast, how long yet. */
  static String pace(Moving moving) {
    return pace(moving, false);
  }

  /**
   * @param brief where there is little room: the bar tells how far it is
   */
  static String pace(Moving moving, boolean brief) {
    List<String> parts = new ArrayList<>();
    Transfer transfer = moving.transfer();
    boolean timed = moving.perSecond() >= 0 && moving.left() != null;
    String far =
        transfer.total() > 0
            ? Text.of(
                "progress.bytes", Words.bytes(transfer.bytes()), Words.bytes(transfer.total()))
            : Words.bytes(transfer.bytes());
    if (!brief || !timed) {
      parts.add(far);
    }
    if (moving.perSecond() >= 0) {
      parts.add(Text.of("progress.speed", Words.bytes(moving.perSecond())));
    }
    if (moving.left() != null) {
      parts.add(Text.of("progress.left", EventWords.span(moving.left())));
    }
    return String.join("  \u00b7  ", parts);
  }
}
