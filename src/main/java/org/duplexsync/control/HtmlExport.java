package org.duplexsync.control;

import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import org.duplexsync.control.PlanExport.Sink;

/** A page that needs nothing else: no script, no other file, allowed none by its policy. */
final class HtmlExport implements Sink {
  private static final String STYLE =
      """
      body { font: 14px/1.4 system-ui, sans-serif; margin: 2em; color: #1f2328; background: #fff }
      table { border-collapse: collapse } th, td { padding: 4px 10px; text-align: left;
      vertical-align: top; border-bottom: 1px solid #d1d9e0 } th { position: sticky; top: 0;
      background: #f6f8fa } td.path { font-family: ui-monospace, monospace; word-break: break-all }
      tr.CONFLICT td.kind, tr.BLOCKED td.kind { color: #b65e0c; font-weight: 600 }
      tr.DELETE td.kind { color: #4a0823; font-weight: 600 } td.kind { color: #0555ee }
      """;

  private final Writer out;
  private boolean titled;

  HtmlExport(Writer out) {
    this.out = out;
  }

  @Override
  public void begin(PairInfo pair, PlanSummary plan) throws IOException {
    out.write("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n");
    out.write("<meta http-equiv=\"Content-Security-Policy\"");
    out.write(" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
    out.write("<title>" + text("Duplex: plan of " + pair.name()) + "</title>\n");
    out.write("<style>" + STYLE + "</style></head><body>\n");
    out.write("<h1>" + text(pair.name()) + "</h1>\n");
    out.write("<p>A: " + text(pair.a()) + "<br>B: " + text(pair.b()) + "</p>\n");
    out.write("<p>" + plan.rows() + " differences, compared " + text(plan.compared().toString()));
    out.write(".</p>\n<table>\n");
  }

  @Override
  public void row(ExportRow row) throws IOException {
    Map<String, String> fields = row.fields();
    if (!titled) {
      titled = true;
      out.write("<thead><tr>");
      for (String name : fields.keySet()) {
        out.write("<th>" + text(name) + "</th>");
      }
      out.write("</tr></thead>\n<tbody>\n");
    }
    out.write("<tr class=\"" + row.kind().name() + "\">");
    for (Map.Entry<String, String> field : fields.entrySet()) {
      out.write("<td class=\"" + field.getKey() + "\">" + text(field.getValue()) + "</td>");
    }
    out.write("</tr>\n");
  }

  @Override
  public void end() throws IOException {
    out.write(titled ? "</tbody></table>\n</body></html>\n" : "</table>\n</body></html>\n");
  }

  static String text(String text) {
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(c < ' ' ? '\ufffd' : c);
      }
    }
    return safe.toString();
  }
}
