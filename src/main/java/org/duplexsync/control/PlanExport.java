package org.duplexsync.control;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

/**
 * Writes a plan to a file that others can read, row by row: a million rows need no memory. What a
 * server named is escaped for what reads it.
 */
public final class PlanExport {
  private static final int PAGE = 1_000;

  /** What the file is for; told by the end of its name. */
  public enum Format {
    HTML,
    CSV,
    JSON;

    /**
     * @throws ControlException if the name has another end
     */
    public static Format of(Path file) throws ControlException {
      String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
      for (Format format : values()) {
        if (name.endsWith("." + format.name().toLowerCase(Locale.ROOT))) {
          return format;
        }
      }
      throw new ControlException(
          "'%s' does not say what to write: let it end with .html, .csv or .json."
              .formatted(file.getFileName()));
    }
  }

  /** One way to write a plan. */
  interface Sink {
    void begin(PairInfo pair, PlanSummary plan) throws IOException;

    void row(ExportRow row) throws IOException;

    void end() throws IOException;
  }

  private PlanExport() {}

  /** Replaces the file at once or not at all; answers how many rows it holds. */
  public static long write(PairControl pair, Path file) throws ControlException {
    Format format = Format.of(file);
    Path target = file.toAbsolutePath();
    try {
      Path staged = Files.createTempFile(target.getParent(), ".duplex", ".tmp");
      try {
        long rows;
        try (BufferedWriter out = Files.newBufferedWriter(staged, StandardCharsets.UTF_8)) {
          rows = write(pair, format, out);
        }
        Files.move(staged, target, StandardCopyOption.REPLACE_EXISTING);
        return rows;
      } finally {
        Files.deleteIfExists(staged);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new ControlException("%s can't be written: %s".formatted(file, e.getMessage()), e);
    }
  }

  static long write(PairControl pair, Format format, Writer out)
      throws ControlException, IOException {
    PlanSummary plan =
        pair.plan().orElseThrow(() -> new ControlException("There is no plan yet: compare first."));
    Sink sink =
        switch (format) {
          case HTML -> new HtmlExport(out);
          case CSV -> new CsvExport(out);
          case JSON -> new JsonExport(out);
        };
    PairInfo info = pair.info();
    sink.begin(info, plan);
    long rows = 0;
    RowQuery next = RowQuery.ALL.page(null, PAGE);
    while (next.limit() > 0) {
      List<PlanRow> page = pair.rows(next);
      for (PlanRow row : page) {
        sink.row(new ExportRow(info, row));
      }
      rows += page.size();
      next =
          page.size() < PAGE ? next.page(null, 0) : next.page(page.getLast().item().path(), PAGE);
    }
    sink.end();
    return rows;
  }
}
