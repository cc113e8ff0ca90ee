package org.duplexsync.cli;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.PairControl;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.VersionRow;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "restore",
    description = {
      "Put an old content back on the server that keeps it, as a new file; from there it goes to "
          + "the other server as any new file does. Never replaces what stands there."
    })
final class RestoreCommand implements Callable<Integer> {
  private static final int MOST = 100_000;

  @Mixin private final JobOptions options = new JobOptions();

  @Parameters(
      index = "1",
      paramLabel = "PATH",
      description = "What it was, relative to the pair's roots.")
  private String path = ".";

  @Option(
      names = "--version",
      paramLabel = "ID",
      description = "Which one, as duplex versions names it; default: the newest.")
  private @Nullable String version;

  @Option(names = "--as", paramLabel = "PATH", description = "Give it another name.")
  private @Nullable String as;

  @Option(
      names = "--below",
      description = "All below PATH: of each the newest, where nothing stands now.")
  private boolean below;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only what was replaced or removed since then: 10m, 2h, 3d, or a time.")
  private @Nullable String since;

  private final JobRun run;
  private final JsonOutput json;

  RestoreCommand(JobRun run, JsonOutput json) {
    this.run = run;
    this.json = json;
  }

  @Override
  public Integer call() {
    try (JsonOutput.Document document = json.start("restore", options)) {
      ExitCode code = run.one(options, pair -> restore(pair, document));
      document.end(code, run.fatal());
      return code.status();
    }
  }

  /** What was put back where, and what came of it. */
  record Restored(VersionRow version, RelPath to, Outcome outcome) {}

  private ExitCode restore(PairControl pair, JsonOutput.Document document) throws ControlException {
    if (below && (version != null || as != null)) {
      throw new ControlException("--below takes the newest of each, under its own name.");
    }
    Collection<VersionRow> wanted = wanted(pair, Paths.of(path));
    List<Restored> done = new ArrayList<>();
    String by = "operator:" + System.getProperty("user.name", "unknown");
    ExitCode code = ExitCode.IN_SYNC;
    for (VersionRow each : wanted) {
      RelPath to = as == null ? each.path() : Paths.of(as);
      Outcome outcome = pair.restore(each.side(), each.name(), to, by);
      done.add(new Restored(each, to, outcome));
      code = code.worse(code(outcome));
      tell(pair, each, to, outcome);
    }
    document.restored(pair.info(), done);
    boolean live = pair.state() instanceof EngineState.Live;
    if (!live && done.stream().anyMatch(each -> each.outcome() instanceof Outcome.Done)) {
      say("The next compare proposes to copy it to the other server: duplex review " + options.job);
      return code.worse(ExitCode.WAITING);
    }
    return code;
  }

  private Collection<VersionRow> wanted(PairControl pair, RelPath at) throws ControlException {
    Instant from = Since.of(since, InstantSource.system().instant(), ZoneId.systemDefault());
    VersionId id = version == null ? null : VersionId.of(version);
    // the newest comes first
    Map<RelPath, VersionRow> newest = new LinkedHashMap<>();
    for (VersionRow row : pair.versions(at, MOST)) {
      boolean meant =
          (below || row.path().equals(at))
              && !row.madeAt().isBefore(from)
              && (id == null || (row.side() == id.side() && row.name().equals(id.name())));
      if (meant) {
        newest.putIfAbsent(row.path(), row);
      }
    }
    if (newest.isEmpty()) {
      throw new ControlException(
          "No such old content of %s is kept: duplex versions %s lists what is."
              .formatted(at, options.job));
    }
    return newest.values();
  }

  private static ExitCode code(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done _ -> ExitCode.IN_SYNC;
      case Outcome.Kept _, Outcome.Drifted _ -> ExitCode.WAITING;
      case Outcome.Failed _ -> ExitCode.PARTIAL;
    };
  }

  private void tell(PairControl pair, VersionRow row, RelPath to, Outcome outcome) {
    String name = pair.info().name() + ": ";
    say(
        name
            + switch (outcome) {
              case Outcome.Done _ ->
                  "%s is back on %s (version %s)"
                      .formatted(to, pair.info().host(row.side()), VersionId.of(row));
              case Outcome.Kept(String why) ->
                  "%s was not put back: %s%s".formatted(to, why, below ? "" : " (--as PATH)");
              case Outcome.Drifted(String why) -> "%s was not put back: %s".formatted(to, why);
              case Outcome.Failed(String why) -> "%s could not be put back: %s".formatted(to, why);
            });
  }

  private void say(String sentence) {
    if (!options.json) {
      run.terminal().line(sentence);
    }
  }
}
