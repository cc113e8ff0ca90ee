package org.duplexsync.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.PairControl;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Request;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "request",
    description = {
      "Put into the plan what no compare has proposed: copy a path and all below it to the other "
          + "side, delete it on both, or leave it out from now on. Writes nothing on a server."
    })
final class RequestCommand implements Callable<Integer> {
  private enum What {
    COPY,
    DELETE,
    EXCLUDE
  }

  @Mixin private final JobOptions options = new JobOptions();

  @Parameters(index = "1", paramLabel = "copy|delete|exclude", description = "What is asked for.")
  @SuppressWarnings("NullAway.Init")
  private What what;

  @Parameters(
      index = "2..*",
      arity = "1..*",
      paramLabel = "PATH",
      description = "Relative to the pair's roots, such as cgi/old.")
  private List<String> paths = List.of();

  @Option(names = "--from", paramLabel = "A|B", description = "copy: the side that has it right.")
  private @Nullable Side from;

  private final JobRun run;
  private final JsonOutput json;

  RequestCommand(JobRun run, JsonOutput json) {
    this.run = run;
    this.json = json;
  }

  @Override
  public Integer call() {
    try (JsonOutput.Document document = json.start("request", options)) {
      ExitCode code = run.one(options, pair -> ask(pair, document));
      document.end(code, run.fatal());
      return code.status();
    }
  }

  private ExitCode ask(PairControl pair, JsonOutput.Document document) throws ControlException {
    if ((what == What.COPY) != (from != null)) {
      throw new ControlException(
          what == What.COPY
              ? "Say which side has it right: --from A or --from B."
              : "--from is for copy only.");
    }
    // all paths are read before anything is asked for
    List<RelPath> all = new ArrayList<>();
    for (String path : paths) {
      all.add(Paths.of(path));
    }
    long rows = 0;
    for (RelPath path : all) {
      rows += ask(pair, path);
    }
    document.requested(pair.info(), rows);
    return rows > 0 || what == What.EXCLUDE ? ExitCode.WAITING : ExitCode.IN_SYNC;
  }

  private long ask(PairControl pair, RelPath path) throws ControlException {
    String by = "operator:" + System.getProperty("user.name", "unknown");
    String name = pair.info().name() + ": " + path;
    Request request =
        switch (what) {
          case COPY -> new Request.Copy(path, from == null ? Side.A : from);
          case DELETE -> new Request.Delete(path);
          case EXCLUDE -> null;
        };
    if (request == null) {
      pair.exclude(path, by);
      say(name + ": left out from now on; the next compare asks about the changed filter.");
      return 0;
    }
    long rows = pair.request(request, by);
    say(
        rows == 0
            ? name + ": nothing is to be done there."
            : "%s: %s decided. Nothing is written until you approve: duplex review --again %s"
                .formatted(name, Words.count(rows, "row is", "rows are"), options.job));
    return rows;
  }

  private void say(String sentence) {
    if (!options.json) {
      run.terminal().line(sentence);
    }
  }
}
