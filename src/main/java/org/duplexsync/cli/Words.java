package org.duplexsync.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.duplexsync.control.ApprovalPreview;
import org.duplexsync.control.PairInfo;
import org.duplexsync.control.PlanRow;
import org.duplexsync.control.RunReport;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Kind;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.Seen;

/** How data reads for a person at the terminal. */
final class Words {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private final PairInfo pair;
  private final ZoneId zone;

  Words(PairInfo pair, ZoneId zone) {
    this.pair = pair;
    this.zone = zone;
  }

  String time(Instant at) {
    return TIME.format(at.atZone(zone));
  }

  static String ago(Instant then, Instant now) {
    Duration past = Duration.between(then, now);
    if (past.toDays() > 1) {
      return past.toDays() + " days ago";
    }
    if (past.toHours() > 1) {
      return past.toHours() + " hours ago";
    }
    return past.toMinutes() > 1 ? past.toMinutes() + " minutes ago" : "just now";
  }

  /** The same in every locale. */
  static String number(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  static String count(long n, String one, String many) {
    return number(n) + " " + (n == 1 ? one : many);
  }

  static String bytes(long n) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    double value = n;
    int unit = 0;
    while (value >= 1024 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    return unit == 0 ? n + " B" : String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
  }

  static String bucket(Bucket bucket) {
    return switch (bucket) {
      case CONFLICT -> "needs a decision";
      case DELETE -> "deletion";
      case OVERWRITE -> "overwrite";
      case NEW -> "new";
      case MOVE -> "move";
      case METADATA -> "permissions";
      case RETYPE -> "type change";
      case BLOCKED -> "blocked";
    };
  }

  static String tally(Bucket bucket, long n) {
    return switch (bucket) {
      case CONFLICT -> count(n, "needs a decision", "need a decision");
      case DELETE -> count(n, "deletion", "deletions");
      case OVERWRITE -> count(n, "overwrite", "overwrites");
      case NEW -> count(n, "new", "new");
      case MOVE -> count(n, "move", "moves");
      case METADATA -> count(n, "change of permissions", "changes of permissions");
      case RETYPE -> count(n, "type change", "type changes");
      case BLOCKED -> count(n, "blocked", "blocked");
    };
  }

  /** A choice as it reads beside a row: an arrow and a word, never a colour alone. */
  String choice(Choice choice) {
    return switch (choice) {
      case A_TO_B -> "--> " + pair.hostB();
      case B_TO_A -> "<-- " + pair.hostA();
      case MERGE_FIELDS -> "<-> both";
      case KEEP_BOTH -> "keep both";
      case SKIP -> "wait";
      case DELETE -> "delete on both";
    };
  }

  Choice chosen(PlanRow row) {
    return row.decision() == null ? row.item().proposal() : row.decision().choice();
  }

  static String path(PlanItem item) {
    return item.from() == null ? item.path().toString() : item.from() + " => " + item.path();
  }

  String seen(Seen seen) {
    return switch (seen) {
      case Seen.Present(Entry entry) -> entry(entry);
      case Seen.Absent() -> "not there";
      case Seen.Unknown(String reason) -> "unknown: " + reason;
    };
  }

  private String entry(Entry entry) {
    String what =
        switch (entry.kind()) {
          case FILE -> bytes(entry.size());
          case DIRECTORY -> "folder";
          case SYMLINK -> "link to " + entry.target();
          case OTHER -> "socket or device";
        };
    String mode = entry.kind() == Kind.SYMLINK ? "" : String.format(" %04o", entry.mode());
    return what
        + ", "
        + time(entry.mtime())
        + ","
        + mode
        + " "
        + entry.owner()
        + ":"
        + entry.group();
  }

  static String outcome(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done ->
          (done.version() == null ? "done" : "done, old content kept")
              + (done.note() == null ? "" : " (" + done.note() + ")");
      case Outcome.Drifted(String reason) -> "changed meanwhile: " + reason;
      case Outcome.Failed(String reason) -> "failed: " + reason;
      case Outcome.Kept(String reason) -> reason;
    };
  }

  /** The sentence that spells what an approval does. */
  String preview(ApprovalPreview preview) {
    StringBuilder text = new StringBuilder();
    text.append(count(preview.items(), "change", "changes"))
        .append(
            ": %s to %s, %s to %s"
                .formatted(
                    number(preview.toB()), pair.hostB(), number(preview.toA()), pair.hostA()));
    if (preview.deletes() > 0) {
      text.append(", ")
          .append(count(preview.deletes(), "deletion", "deletions"))
          .append(" (kept as versions)");
    }
    text.append(", ").append(bytes(preview.bytes())).append(" to send");
    if (preview.leftOut() > 0) {
      text.append("; ").append(number(preview.leftOut())).append(" left out");
      if (preview.conflictsLeftOut() > 0) {
        text.append(", of these ")
            .append(count(preview.conflictsLeftOut(), "conflict", "conflicts"));
      }
    }
    return text.toString();
  }

  static String report(RunReport report) {
    StringBuilder text = new StringBuilder(report.cancelled() ? "Cancelled: " : "");
    text.append(count(report.done(), "change", "changes")).append(" made");
    append(text, report.failed(), "failed");
    append(text, report.drifted(), "changed meanwhile and wait to be compared again");
    append(text, report.kept(), "kept on purpose");
    append(text, report.waiting(), "waiting for a decision");
    return text.append('.').toString();
  }

  private static void append(StringBuilder text, long n, String what) {
    if (n > 0) {
      text.append(", ").append(number(n)).append(' ').append(what);
    }
  }
}
