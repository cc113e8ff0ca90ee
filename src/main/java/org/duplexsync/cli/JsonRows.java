package org.duplexsync.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.duplexsync.control.CheckReport;
import org.duplexsync.control.Condition;
import org.duplexsync.control.PairInfo;
import org.duplexsync.control.PlanRow;
import org.duplexsync.control.PlanSummary;
import org.duplexsync.control.RunReport;
import org.duplexsync.control.Trouble;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Entry;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.VersionRow;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The parts of a JSON document. A path is shown escaped as {@code path}; {@code pathHex} holds its
 * bytes where these are not what {@code path} says in UTF-8. So it is with a link's {@code target}.
 */
final class JsonRows {
  private final JsonGenerator out;

  JsonRows(JsonGenerator out) {
    this.out = out;
  }

  void startPair(PairInfo pair) {
    out.writeStartObject();
    out.writeStringProperty("pair", pair.name());
    out.writeStringProperty("a", pair.a());
    out.writeStringProperty("b", pair.b());
  }

  /**
   * @param now null: no engine runs
   */
  void condition(@Nullable Condition now) {
    out.writeBooleanProperty("running", now != null);
    if (now == null) {
      return;
    }
    out.writeStringProperty("state", now.state());
    out.writeStringProperty("sentence", now.sentence());
    out.writeStringProperty("host", now.host());
    out.writeStringProperty("since", now.since() == null ? null : now.since().toString());
    out.writeNumberProperty("queued", now.queued());
    out.writeNumberProperty("travelling", now.travelling());
    out.writeNumberProperty("waiting", now.waiting());
    out.writeNumberProperty("blocked", now.blocked());
    out.writeStringProperty("asOf", now.asOf() == null ? null : now.asOf().toString());
    out.writeNumberProperty("failed", now.failed());
    out.writeName("troubles").writeStartArray();
    now.troubles().forEach(this::trouble);
    out.writeEndArray();
    texts("notes", now.notes());
  }

  private void trouble(Trouble trouble) {
    out.writeStartObject();
    out.writeStringProperty("kind", trouble.kind());
    if (trouble.path() != null) {
      path("path", trouble.path());
    }
    out.writeStringProperty("host", trouble.host());
    out.writeStringProperty("cause", trouble.cause());
    out.writeStringProperty("advice", trouble.advice());
    out.writeStringProperty("since", trouble.since().toString());
    out.writeEndObject();
  }

  void check(CheckReport report) {
    out.writeName("facts").writeStartArray();
    for (CheckReport.Line line : report.lines()) {
      out.writeStartObject();
      out.writeStringProperty("side", line.side().name());
      out.writeStringProperty("level", line.level().name());
      out.writeStringProperty("what", line.what());
      out.writeStringProperty("found", line.found());
      out.writeStringProperty("fix", line.fix());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /**
   * @param more what is left out besides
   */
  void summary(PlanSummary plan, List<String> more) {
    out.writeStringProperty("compared", plan.compared().toString());
    out.writeNumberProperty("entriesA", plan.entriesA());
    out.writeNumberProperty("entriesB", plan.entriesB());
    out.writeStringProperty(
        "agreed", plan.baselineAt() == null ? null : plan.baselineAt().toString());
    out.writeStringProperty(
        "agreedNow", plan.agreedNow() == null ? null : plan.agreedNow().toString());
    out.writeStringProperty("baselineNote", plan.baselineNote());
    out.writeNumberProperty("differences", plan.rows());
    out.writeNumberProperty("safe", plan.safe());
    out.writeName("counts").writeStartObject();
    for (Map.Entry<Bucket, Long> count : plan.counts().entrySet()) {
      out.writeNumberProperty(count.getKey().name(), count.getValue());
    }
    out.writeEndObject();
    out.writeName("guards").writeStartArray();
    for (PlanSummary.HaltRow halt : plan.halts()) {
      out.writeStartObject();
      out.writeStringProperty("guard", halt.halt().getClass().getSimpleName());
      out.writeStringProperty("text", halt.text());
      out.writeBooleanProperty("acknowledged", halt.acknowledged());
      out.writeEndObject();
    }
    out.writeEndArray();
    texts("cleanedUp", plan.cleanedUp());
    texts("skipped", Stream.concat(plan.partial().stream(), more.stream()).toList());
    out.writeNumberProperty("assumed", plan.upkeep().assumed());
    out.writeNumberProperty("versions", plan.upkeep().versions());
    Instant next = plan.upkeep().nextPurge();
    out.writeStringProperty("nextPurge", next == null ? null : next.toString());
  }

  void startItems() {
    out.writeName("items").writeStartArray();
  }

  void endItems() {
    out.writeEndArray();
  }

  void item(PlanRow row) {
    PlanItem item = row.item();
    out.writeStartObject();
    path("path", item.path());
    if (item.from() != null) {
      path("from", item.from());
    }
    out.writeStringProperty("kind", item.bucket().name());
    seen("a", item.a());
    seen("b", item.b());
    out.writeStringProperty("reason", item.reason());
    out.writeStringProperty("proposal", item.proposal().name());
    out.writeStringProperty(
        "decision", row.decision() == null ? null : row.decision().choice().name());
    out.writeBooleanProperty("safe", item.safe());
    out.writeStringProperty("outcome", row.outcome() == null ? null : Words.outcome(row.outcome()));
    out.writeEndObject();
  }

  void version(VersionRow row) {
    out.writeStartObject();
    version("version", row);
    out.writeEndObject();
  }

  private void version(String name, VersionRow row) {
    Instant until = row.purgeAfter();
    out.writeStringProperty(name, VersionId.of(row));
    path("path", row.path());
    out.writeStringProperty("made", row.madeAt().toString());
    out.writeStringProperty("keptUntil", until == null ? null : until.toString());
    out.writeBooleanProperty("grew", row.state() == VersionRow.State.GREW);
    seen("was", new Seen.Present(row.entry()));
  }

  void restored(RestoreCommand.Restored restored) {
    out.writeStartObject();
    version("version", restored.version());
    path("to", restored.to());
    out.writeStringProperty("outcome", Words.outcome(restored.outcome()));
    out.writeEndObject();
  }

  void report(@Nullable RunReport report) {
    out.writeName("run");
    if (report == null) {
      out.writeNull();
      return;
    }
    out.writeStartObject();
    out.writeNumberProperty("done", report.done());
    out.writeNumberProperty("failed", report.failed());
    out.writeNumberProperty("drifted", report.drifted());
    out.writeNumberProperty("kept", report.kept());
    out.writeNumberProperty("waiting", report.waiting());
    out.writeBooleanProperty("cancelled", report.cancelled());
    texts("notes", report.notes());
    out.writeEndObject();
  }

  private void path(String name, RelPath path) {
    escaped(name, path.toString(), path.toArray());
  }

  private void escaped(String name, String shown, byte[] bytes) {
    out.writeStringProperty(name, shown);
    if (!Arrays.equals(shown.getBytes(UTF_8), bytes)) {
      out.writeStringProperty(name + "Hex", HexFormat.of().formatHex(bytes));
    }
  }

  private void seen(String name, Seen seen) {
    switch (seen) {
      case Seen.Absent() -> out.writeNullProperty(name);
      case Seen.Unknown(String reason) -> {
        out.writeName(name).writeStartObject();
        out.writeStringProperty("unknown", reason);
        out.writeEndObject();
      }
      case Seen.Present(Entry entry) -> {
        out.writeName(name).writeStartObject();
        out.writeStringProperty("kind", entry.kind().name());
        out.writeNumberProperty("size", entry.size());
        out.writeStringProperty("mtime", time(entry.mtime()));
        out.writeStringProperty("mode", mode(entry.mode()));
        out.writeStringProperty("owner", entry.owner());
        out.writeStringProperty("group", entry.group());
        target(entry.target());
        out.writeEndObject();
      }
    }
  }

  private void target(@Nullable Bytes target) {
    if (target == null) {
      out.writeNullProperty("target");
    } else {
      escaped("target", target.toString(), target.toArray());
    }
  }

  /** As Instant's own, which takes several times as long. */
  static String time(Instant instant) {
    var utc =
        LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
    boolean whole = utc.getSecond() == 0 && utc.getNano() == 0;
    return utc + (whole ? ":00Z" : "Z");
  }

  static String mode(int mode) {
    String digits = Integer.toOctalString(mode);
    return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
  }

  private void texts(String name, List<String> texts) {
    out.writeName(name).writeStartArray();
    texts.forEach(out::writeString);
    out.writeEndArray();
  }
}
