package org.duplexsync.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duplexsync.control.ControlException;
import org.jspecify.annotations.Nullable;

/** A moment as it is typed: so long ago, or a time of this place, or one with its zone. */
final class Since {
  private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");

  private Since() {}

  /**
   * @param text null: ever
   */
  static Instant of(@Nullable String text, Instant now, ZoneId zone) throws ControlException {
    if (text == null) {
      return Instant.MIN;
    }
    Matcher ago = AGO.matcher(text);
    if (ago.matches()) {
      long n = Long.parseLong(ago.group(1));
      return now.minus(
          switch (ago.group(2)) {
            case "s" -> Duration.ofSeconds(n);
            case "m" -> Duration.ofMinutes(n);
            case "h" -> Duration.ofHours(n);
            default -> Duration.ofDays(n);
          });
    }
    try {
      return text.endsWith("Z")
          ? Instant.parse(text)
          : LocalDateTime.parse(text.replace(' ', 'T')).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      throw new ControlException(
          "'" + text + "' is no time: say 10m, 2h, 3d, or such as 2026-11-22T14:02:11.", e);
    }
  }
}
