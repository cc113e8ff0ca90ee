package org.duplexsync.cli;

import java.util.List;
import java.util.Optional;
import org.duplexsync.control.CheckReport;
import org.duplexsync.control.Condition;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.PairInfo;
import org.duplexsync.control.PlanSummary;
import org.duplexsync.control.RunReport;
import org.duplexsync.model.VersionRow;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** One JSON document per command, streamed; nothing at all without {@code --json}. */
final class JsonOutput {
  private final Terminal terminal;

  JsonOutput(Terminal terminal) {
    this.terminal = terminal;
  }

  Document start(String command, JobOptions options) {
    return options.json ? start(command, options.job.toString()) : new Document(null);
  }

  /**
   * @param job null: it was not understood which
   */
  Document start(String command, @Nullable String job) {
    terminal.document(true);
    JsonGenerator out = new JsonFactory().createGenerator(new Pretty(), terminal.out());
    out.writeStartObject();
    out.writeStringProperty("command", command);
    out.writeStringProperty("job", job);
    out.writeName("pairs").writeStartArray();
    return new Document(out);
  }

  private static final class Pretty extends ObjectWriteContext.Base {
    private final DefaultPrettyPrinter printer = new DefaultPrettyPrinter();

    @Override
    public DefaultPrettyPrinter getPrettyPrinter() {
      return printer;
    }
  }

  /** The document under way; all calls do nothing where none is wanted. */
  static final class Document implements AutoCloseable {
    /** Within the document and its list of pairs. */
    private static final int IN_PAIRS = 2;

    private final @Nullable JsonGenerator out;
    private boolean ended;

    private Document(@Nullable JsonGenerator out) {
      this.out = out;
    }

    void check(PairInfo pair, CheckReport report) {
      if (out == null) {
        return;
      }
      JsonRows rows = new JsonRows(out);
      rows.startPair(pair);
      rows.check(report);
      out.writeEndObject();
    }

    void plan(PairControl pair, PlanSummary plan) throws ControlException {
      if (out == null) {
        return;
      }
      JsonRows rows = new JsonRows(out);
      rows.startPair(pair.info());
      rows.summary(plan, Skipped.of(pair, plan).paths());
      items(rows, pair);
      out.writeEndObject();
    }

    void committed(PairControl pair, PlanSummary plan, @Nullable RunReport report)
        throws ControlException {
      if (out == null) {
        return;
      }
      JsonRows rows = new JsonRows(out);
      rows.startPair(pair.info());
      rows.summary(plan, Skipped.of(pair, plan).paths());
      items(rows, pair);
      rows.report(report);
      out.writeEndObject();
    }

    /**
     * @param now how its engine fares; null: none runs
     */
    void status(PairControl pair, @Nullable Condition now, Optional<PlanSummary> plan)
        throws ControlException {
      if (out == null) {
        return;
      }
      JsonRows rows = new JsonRows(out);
      rows.startPair(pair.info());
      rows.condition(now);
      if (plan.isPresent()) {
        rows.summary(plan.get(), Skipped.of(pair, plan.get()).paths());
      }
      out.writeEndObject();
    }

    void versions(PairInfo pair, List<VersionRow> found) {
      if (out == null) {
        return;
      }
      JsonRows rows = new JsonRows(out);
      rows.startPair(pair);
      out.writeName("versions").writeStartArray();
      found.forEach(rows::version);
      out.writeEndArray();
      out.writeEndObject();
    }

    void restored(PairInfo pair, List<RestoreCommand.Restored> all) {
      if (out == null) {
        return;
      }
      JsonRows rows = new JsonRows(out);
      rows.startPair(pair);
      out.writeName("restored").writeStartArray();
      all.forEach(rows::restored);
      out.writeEndArray();
      out.writeEndObject();
    }

    /**
     * @param rows how many of the plan are decided as it was asked for
     */
    void requested(PairInfo pair, long rows) {
      if (out == null) {
        return;
      }
      new JsonRows(out).startPair(pair);
      out.writeNumberProperty("decided", rows);
      out.writeEndObject();
    }

    /**
     * @param done what the pair does now, in words
     */
    void told(PairInfo pair, String done) {
      if (out != null) {
        new JsonRows(out).startPair(pair);
        out.writeStringProperty("told", done);
        out.writeEndObject();
      }
    }

    private static void items(JsonRows rows, PairControl pair) throws ControlException {
      rows.startItems();
      new RowPages(pair).each(rows::item);
      rows.endItems();
    }

    void end(ExitCode code, List<JobRun.Fatal> fatal) {
      ended = true;
      if (out != null) {
        out.writeEndArray();
        if (!fatal.isEmpty()) {
          errors(out, fatal);
        }
        out.writeNumberProperty("exit", code.status());
        out.writeEndObject();
        out.writeRaw('\n');
        out.flush();
      }
    }

    private static void errors(JsonGenerator out, List<JobRun.Fatal> fatal) {
      out.writeName("errors").writeStartArray();
      for (JobRun.Fatal each : fatal) {
        out.writeStartObject();
        out.writeStringProperty("pair", each.pair());
        out.writeStringProperty("kind", each.why().kind());
        out.writeStringProperty("message", each.why().getMessage());
        out.writeEndObject();
      }
      out.writeEndArray();
    }

    /** Whatever stopped it in the middle is told by who hears of it; the document is whole. */
    @Override
    public void close() {
      if (out != null && !ended) {
        while (out.streamWriteContext().getNestingDepth() > IN_PAIRS) {
          if (out.streamWriteContext().inArray()) {
            out.writeEndArray();
          } else {
            out.writeEndObject();
          }
        }
        var why =
            new ControlException("UNEXPECTED", "Duplex failed; standard error says how.", null);
        end(ExitCode.FATAL, List.of(new JobRun.Fatal(null, why)));
      }
    }
  }
}
