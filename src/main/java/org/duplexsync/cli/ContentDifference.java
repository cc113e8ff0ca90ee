package org.duplexsync.cli;

import java.util.List;
import org.duplexsync.control.Contents;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.PairControl;
import org.duplexsync.diff.TextDiff;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.Side;

/** Prints a unified diff of both sides of a row; for what is no text, the facts. */
final class ContentDifference {
  private static final int LIMIT = 1 << 20;

  private final PairControl pair;
  private final Terminal terminal;

  ContentDifference(PairControl pair, Terminal terminal) {
    this.pair = pair;
    this.terminal = terminal;
  }

  void print(PlanItem item) throws ControlException {
    Contents a = pair.contents(Side.A, item.path(), LIMIT);
    Contents b = pair.contents(Side.B, item.path(), LIMIT);
    if (!TextDiff.isText(a.bytes()) || !TextDiff.isText(b.bytes())) {
      terminal.line(
          "      Not text: %s on A and %s on B, read so far.".formatted(size(a), size(b)));
      return;
    }
    List<String> lines =
        TextDiff.unified(pair.info().host(Side.A), a.bytes(), pair.info().host(Side.B), b.bytes());
    if (lines.isEmpty()) {
      terminal.line("      The contents are equal.");
    }
    lines.forEach(this::line);
    if (a.truncated() || b.truncated()) {
      terminal.line("      Only the first %s were compared.".formatted(Words.bytes(LIMIT)));
    }
  }

  /** What a server sends never reaches the terminal unescaped. */
  private void line(String raw) {
    String text = Bytes.of(raw.replace("\t", "    ")).toString();
    Terminal.Style style =
        switch (raw.isEmpty() ? ' ' : raw.charAt(0)) {
          case '+' -> Terminal.Style.GREEN;
          case '-' -> Terminal.Style.MAGENTA;
          case '@' -> Terminal.Style.BLUE;
          default -> Terminal.Style.DIM;
        };
    terminal.line("      " + terminal.style(style, text));
  }

  private static String size(Contents contents) {
    return Words.bytes(contents.bytes().length()) + (contents.truncated() ? " and more" : "");
  }
}
