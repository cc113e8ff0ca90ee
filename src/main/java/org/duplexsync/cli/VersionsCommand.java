package org.duplexsync.cli;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.PairControl;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.VersionRow;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "versions",
    description = "List the old contents that are kept, the newest first. Reaches no server.")
final class VersionsCommand implements Callable<Integer> {
  @Mixin private final JobOptions options = new JobOptions();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PATH",
      defaultValue = ".",
      description = "Only of this path and all below it.")
  private String path = ".";

  @Option(names = "--limit", paramLabel = "N", description = "At most so many; default: 1000.")
  private int limit = 1000;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only what was replaced or removed since then: 10m, 2h, 3d, or a time.")
  private @Nullable String since;

  private final JobRun run;
  private final JsonOutput json;

  VersionsCommand(JobRun run, JsonOutput json) {
    this.run = run;
    this.json = json;
  }

  @Override
  public Integer call() {
    try (JsonOutput.Document document = json.start("versions", options)) {
      ExitCode code = run.look(options, pair -> list(pair, document));
      document.end(code, run.fatal());
      return code.status();
    }
  }

  private ExitCode list(PairControl pair, JsonOutput.Document document) throws ControlException {
    if (limit < 1) {
      throw new ControlException("--limit wants a number above 0.");
    }
    RelPath at = Paths.of(path);
    Instant from = Since.of(since, InstantSource.system().instant(), ZoneId.systemDefault());
    List<VersionRow> found =
        pair.versions(at, limit).stream().filter(row -> !row.madeAt().isBefore(from)).toList();
    document.versions(pair.info(), found);
    if (!options.json) {
      Words words = new Words(pair.info(), ZoneId.systemDefault());
      found.forEach(row -> run.terminal().line(line(row, pair, words)));
      if (found.isEmpty()) {
        run.terminal().line(pair.info().name() + ": no old content is kept there.");
      }
    }
    return ExitCode.IN_SYNC;
  }

  private static String line(VersionRow row, PairControl pair, Words words) {
    Instant until = row.purgeAfter();
    return "%s  %s  %s  %s  %s%s%s"
        .formatted(
            words.time(row.madeAt()),
            pair.info().host(row.side()),
            VersionId.of(row),
            Words.bytes(row.entry().size()),
            row.path(),
            row.state() == VersionRow.State.GREW ? "  (written after it was replaced)" : "",
            until == null ? "" : "  (kept until " + words.time(until) + ")");
  }
}
