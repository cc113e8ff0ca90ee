package org.duplexsync.control;

import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import org.duplexsync.control.PlanExport.Sink;

/** One JSON object (RFC 8259) with the pair, the plan in numbers, and its rows. */
final class JsonExport implements Sink {
  private final Writer out;
  private boolean first = true;

  JsonExport(Writer out) {
    this.out = out;
  }

  @Override
  public void begin(PairInfo pair, PlanSummary plan) throws IOException {
    out.write("{\"pair\": " + quote(pair.name()));
    out.write(", \"a\": " + quote(pair.a()) + ", \"b\": " + quote(pair.b()));
    out.write(", \"compared\": " + quote(plan.compared().toString()));
    out.write(", \"differences\": " + plan.rows() + ", \"rows\": [");
  }

  @Override
  public void row(ExportRow row) throws IOException {
    out.write(first ? "\n  {" : ",\n  {");
    first = false;
    String comma = "";
    for (Map.Entry<String, String> field : row.fields().entrySet()) {
      if (!field.getValue().isEmpty()) {
        out.write(comma + quote(field.getKey()) + ": " + quote(field.getValue()));
        comma = ", ";
      }
    }
    out.write("}");
  }

  @Override
  public void end() throws IOException {
    out.write("\n]}\n");
  }

  /** What could end a script element is escaped as well, should someone put it into a page. */
  static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        default -> {
          boolean plain = c >= ' ' && c != '<' && c != 0x7f && c != '\u2028' && c != '\u2029';
          boolean half = Character.isSurrogate(c) && !isPaired(text, i);
          quoted.append(plain && !half ? String.valueOf(c) : String.format("\\u%04x", (int) c));
        }
      }
    }
    return quoted.append('"').toString();
  }

  private static boolean isPaired(String text, int i) {
    char c = text.charAt(i);
    return Character.isHighSurrogate(c)
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }
}
