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
    List<String> parts = new ArrayList<>();
    Transfer transfer = moving.transfer();
    if (transfer.total() > 0) {
      parts.add(
          Text.of("progress.bytes", Words.bytes(transfer.bytes()), Words.bytes(transfer.total())));
    } else {
      parts.add(Words.bytes(transfer.bytes()));
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
