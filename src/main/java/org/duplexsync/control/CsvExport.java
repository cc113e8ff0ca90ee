package org.duplexsync.control;

import java.io.IOException;
import java.io.Writer;
import java.util.Collection;
import org.duplexsync.control.PlanExport.Sink;

/**
 * Comma-separated values by RFC 4180. A cell that a spreadsheet would run as a formula gets an
 * apostrophe before it (OWASP, CSV injection).
 */
final class CsvExport implements Sink {
  private static final String FORMULA = "=+-@\t\r";

  private final Writer out;
  private boolean titled;

  CsvExport(Writer out) {
    this.out = out;
  }

  @Override
  public void begin(PairInfo pair, PlanSummary plan) {}

  @Override
  public void row(ExportRow row) throws IOException {
    if (!titled) {
      titled = true;
      line(row.fields().keySet());
    }
    line(row.fields().values());
  }

  private void line(Collection<String> cells) throws IOException {
    String comma = "";
    for (String cell : cells) {
      out.write(comma);
      out.write(cell(cell));
      comma = ",";
    }
    out.write("\r\n");
  }

  static String cell(String text) {
    String safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    boolean plain = safe.chars().noneMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n');
    return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }

  @Override
  public void end() {}
}
