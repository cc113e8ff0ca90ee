package org.duplexsync.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.duplexsync.model.Kind;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/** Times and clauses of the reasons. Exchanging the letters A and B tells the mirrored case. */
final class Words {
  private static final DateTimeFormatter FRACTION =
      DateTimeFormatter.ofPattern(".SSSSSSSSS", Locale.ROOT);
  private final ZoneId zone;
  private final LocalDate today;

  Words(Instant now, ZoneId zone) {
    this.zone = zone;
    this.today = LocalDate.ofInstant(now, zone);
  }

  /**
   * What happened on one side.
   *
   * @param at null where the time says nothing
   */
  record Clause(String verb, Side side, @Nullable Instant at) {}

  /** {@code 16:15}, with the date unless it was today. */
  String time(Instant at) {
    return time(at, Detail.MINUTES);
  }

  private enum Detail {
    MINUTES,
    SECONDS,
    ALL
  }

  private String time(Instant at, Detail detail) {
    LocalDateTime local = LocalDateTime.ofInstant(at, zone);
    StringBuilder out = new StringBuilder(32);
    if (!local.toLocalDate().equals(today)) {
      out.append(local.toLocalDate()).append(' ');
    }
    two(out, local.getHour()).append(':');
    two(out, local.getMinute());
    if (detail != Detail.MINUTES) {
      two(out.append(':'), local.getSecond());
    }
    if (detail == Detail.ALL) {
      out.append(FRACTION.format(local));
    }
    return out.toString();
  }

  private static StringBuilder two(StringBuilder out, int number) {
    return out.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  String clause(Clause clause) {
    return clause(clause, Detail.MINUTES);
  }

  private String clause(Clause clause, Detail detail) {
    Instant at = clause.at();
    return clause.verb() + " on " + clause.side() + (at == null ? "" : " " + time(at, detail));
  }

  /** The earlier one first, with as much of the times as tells them apart. */
  String both(Clause x, Clause y) {
    if (order(x, y) > 0) {
      return both(y, x);
    }
    Instant atX = x.at();
    Instant atY = y.at();
    if (x.verb().equals(y.verb())) {
      if (atX == null || atY == null || atX.equals(atY)) {
        return x.verb() + " on both sides" + (atX == null ? "" : " " + time(atX));
      }
      Detail detail = apart(atX, atY);
      return clause(x, detail) + " and on " + y.side() + " " + time(atY, detail);
    }
    Detail detail = atX == null || atY == null ? Detail.MINUTES : apart(atX, atY);
    return clause(x, detail) + " and " + clause(y, detail);
  }

  private static int order(Clause x, Clause y) {
    Instant atX = x.at();
    Instant atY = y.at();
    if (atX != null && atY != null && !atX.equals(atY)) {
      return atX.compareTo(atY);
    }
    return atX == null != (atY == null) ? (atX == null ? 1 : -1) : x.verb().compareTo(y.verb());
  }

  private static Detail apart(Instant x, Instant y) {
    if (x.getEpochSecond() == y.getEpochSecond()) {
      return x.equals(y) ? Detail.MINUTES : Detail.ALL;
    }
    return x.getEpochSecond() / 60 == y.getEpochSecond() / 60 ? Detail.SECONDS : Detail.MINUTES;
  }

  static String kind(Kind kind) {
    return switch (kind) {
      case FILE -> "file";
      case DIRECTORY -> "directory";
      case SYMLINK -> "link";
      case OTHER -> "socket or device";
    };
  }

  static String mode(int mode) {
    return String.format(Locale.ROOT, "%04o", mode);
  }

  /** {@code 5 min 3 s}, without a sign. */
  static String span(Duration span) {
    Duration length = span.abs();
    if (length.toMillis() < 1000) {
      return length.toMillis() + " ms";
    }
    long seconds = length.toSeconds();
    return seconds < 60
        ? seconds + " s"
        : seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
  }
}
