package org.duplexsync.ui.parts;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import org.duplexsync.control.ApprovalPreview;
import org.duplexsync.control.PairInfo;
import org.duplexsync.control.RunReport;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Change;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Field;
import org.duplexsync.model.Kind;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;

/** How data reads in the window. */
public final class Words {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
  private static final DateTimeFormatter DAY_MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ENGLISH);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter SHORT_DAY =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

  private final PairInfo pair;
  private final InstantSource clock;
  private final ZoneId zone;

  public Words(PairInfo pair, InstantSource clock, ZoneId zone) {
    this.pair = pair;
    this.clock = clock;
    this.zone = zone;
  }

  public String host(Side side) {
    return pair.host(side);
  }

  /** Today's times as a clock, others with their day. */
  public String time(Instant at) {
    return (isToday(at) ? CLOCK : DAY).format(at.atZone(zone));
  }

  private boolean isToday(Instant at) {
    return LocalDate.ofInstant(at, zone).equals(LocalDate.ofInstant(clock.instant(), zone));
  }

  /** As {@link #time}, without what goes without saying this year. */
  private String shortTime(Instant at) {
    boolean thisYear = at.atZone(zone).getYear() == clock.instant().atZone(zone).getYear();
    return thisYear && !isToday(at) ? SHORT_DAY.format(at.atZone(zone)) : time(at);
  }

  /** To the millisecond, where cause and effect lie close together; other days with their date. */
  public String precise(Instant at) {
    return (isToday(at) ? MILLIS : DAY_MILLIS).format(at.atZone(zone));
  }

  /** When something ended that began then: its day only if that is another one. */
  public String precise(Instant at, Instant begun) {
    boolean sameDay = LocalDate.ofInstant(at, zone).equals(LocalDate.ofInstant(begun, zone));
    return sameDay ? MILLIS.format(at.atZone(zone)) : precise(at);
  }

  public String ago(Instant then) {
    Duration past = Duration.between(then, clock.instant());
    if (past.toDays() > 1) {
      return Text.of("ago.days", past.toDays());
    }
    if (past.toHours() > 1) {
      return Text.of("ago.hours", past.toHours());
    }
    return past.toMinutes() > 1 ? Text.of("ago.minutes", past.toMinutes()) : Text.of("ago.now");
  }

  public static String bytes(long n) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    double value = n;
    int unit = 0;
    while (value >= 1024 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    return unit == 0 ? n + " B" : String.format(Locale.ENGLISH, "%.1f %s", value, units[unit]);
  }

  public static String bucket(Bucket bucket) {
    return Text.of("bucket." + bucket.name());
  }

  /** What happened on a side, in a word or two. */
  public static String change(PlanItem item, Side side) {
    return switch (item.change(side)) {
      case Change.None() ->
          Text.of(item.seen(side) instanceof Seen.Absent ? "change.absent" : "change.none");
      case Change.Created() -> Text.of("change.created");
      case Change.Edited(Set<Field> fields) ->
          Text.of(fields.size() > 1 ? "change.editedAndMode" : "change.edited");
      case Change.Metadata(Set<Field> fields) ->
          Text.of(fields.equals(Set.of(Field.CONTENT)) ? "change.touched" : "change.metadata");
      case Change.Deleted() -> Text.of("change.deleted");
      case Change.Moved moved -> Text.of("change.moved", moved.from().toString());
      case Change.Retyped(Kind from, Kind to) -> Text.of("change.retyped", kind(from), kind(to));
      case Change.WentBack _ -> Text.of("change.wentBack");
      case Change.Unknown _ -> Text.of("change.unknown");
    };
  }

  public static String kind(Kind kind) {
    return Text.of("kind." + kind.name());
  }

  /** What stands there, in short: size and time of a file, target of a link. */
  public String brief(Seen seen) {
    return switch (seen) {
      case Seen.Present(Entry entry) -> brief(entry);
      case Seen.Absent() -> "";
      case Seen.Unknown(String reason) -> reason;
    };
  }

  private String brief(Entry entry) {
    return switch (entry.kind()) {
      case FILE -> Text.of("entry.file", bytes(entry.size()), shortTime(entry.mtime()));
      case DIRECTORY -> Text.of("entry.folder", mode(entry));
      case SYMLINK -> Text.of("entry.link", String.valueOf(entry.target()));
      case OTHER -> kind(Kind.OTHER);
    };
  }

  public static String mode(Entry entry) {
    return String.format(Locale.ROOT, "%04o", entry.mode());
  }

  public static String path(PlanItem item) {
    return item.from() == null
        ? item.path().toString()
        : Text.of("path.moved", item.from().toString(), item.path().toString());
  }

  public String effect(Effect effect) {
    String key = "effect." + effect.sort().name();
    return effect.on() == null ? Text.of(key) : Text.of(key, host(effect.on()));
  }

  public static String outcome(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done ->
          Text.of(done.version() == null ? "outcome.done" : "outcome.doneKept")
              + (done.note() == null ? "" : " (" + done.note() + ")");
      case Outcome.Drifted(String reason) -> Text.of("outcome.drifted", reason);
      case Outcome.Failed(String reason) -> Text.of("outcome.failed", reason);
      case Outcome.Kept(String reason) -> reason;
    };
  }

  /** As {@link #outcome}, without the reason. */
  public static String ended(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done ->
          Text.of(done.version() == null ? "outcome.done" : "outcome.doneKept");
      case Outcome.Drifted _ -> Text.of("outcome.hasDrifted");
      case Outcome.Failed _ -> Text.of("outcome.hasFailed");
      case Outcome.Kept _ -> Text.of("outcome.kept");
    };
  }

  /** The reason, if there is one. */
  public static String why(Outcome outcome, String otherwise) {
    return switch (outcome) {
      case Outcome.Done done -> done.note() == null ? otherwise : done.note();
      case Outcome.Drifted(String reason) -> reason;
      case Outcome.Failed(String reason) -> reason;
      case Outcome.Kept(String reason) -> reason;
    };
  }

  /** The sentence on the button. */
  public String approve(ApprovalPreview preview) {
    StringBuilder text = new StringBuilder(Text.of("approve.items", preview.items()));
    String between = " ";
    if (preview.toB() > 0) {
      text.append(between).append(Text.of("approve.to", preview.toB(), pair.hostB()));
      between = ", ";
    }
    if (preview.toA() > 0) {
      text.append(between).append(Text.of("approve.to", preview.toA(), pair.hostA()));
      between = ", ";
    }
    if (preview.deletes() > 0) {
      text.append(between).append(Text.of("approve.deletes", preview.deletes()));
    }
    return text.toString();
  }

  /** What stays behind, to be read beside the button. */
  public static String leftOut(ApprovalPreview preview) {
    if (preview.leftOut() == 0) {
      return Text.of("approve.nothingLeft");
    }
    return preview.conflictsLeftOut() == 0
        ? Text.of("approve.leftOut", preview.leftOut())
        : Text.of("approve.leftOutConflicts", preview.leftOut(), preview.conflictsLeftOut());
  }

  public static String report(RunReport report) {
    StringBuilder text = new StringBuilder();
    if (report.cancelled()) {
      text.append(Text.of("report.cancelled")).append(' ');
    }
    text.append(Text.of("report.done", report.done()));
    part(text, "report.failed", report.failed());
    part(text, "report.drifted", report.drifted());
    part(text, "report.kept", report.kept());
    part(text, "report.waiting", report.waiting());
    return text.append('.').toString();
  }

  private static void part(StringBuilder text, String key, long n) {
    if (n > 0) {
      text.append(", ").append(Text.of(key, n));
    }
  }
}
