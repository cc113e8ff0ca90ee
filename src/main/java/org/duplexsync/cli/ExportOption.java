package org.duplexsync.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.PlanExport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Writes the plan to a file as well. */
final class ExportOption {
  @Option(
      names = "--export",
      paramLabel = "FILE",
      description =
          "Write the plan to FILE.html, FILE.csv or FILE.json; of a second pair to FILE-PAIR.")
  private @Nullable Path file;

  private final Set<Path> written = new HashSet<>();

  /** Whether it can be written is told before anything is compared. */
  void verify() throws ControlException {
    if (file != null) {
      PlanExport.Format _ = PlanExport.Format.of(file);
      Path directory = file.toAbsolutePath().getParent();
      if (directory != null && !Files.isDirectory(directory)) {
        throw new ControlException(
            "'%s' can't be written: there is no directory %s.".formatted(file, directory));
      }
    }
  }

  void write(PairControl pair, Terminal terminal) throws ControlException {
    if (file == null) {
      return;
    }
    // a name without an end can't be told from that of the second pair
    var _ = PlanExport.Format.of(file);
    Path target = written.add(file) ? file : beside(file, pair.info().name());
    long rows = PlanExport.write(pair, target);
    terminal.note(Words.count(rows, "row", "rows") + " written to " + target);
  }

  private static Path beside(Path file, String pair) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return file.resolveSibling(name.substring(0, dot) + "-" + pair + name.substring(dot));
  }
}
