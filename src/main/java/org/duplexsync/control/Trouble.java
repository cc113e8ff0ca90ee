package org.duplexsync.control;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.duplexsync.engine.HaltText;
import org.duplexsync.model.Halt;
import org.duplexsync.model.LiveTrouble;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * What does not go by itself while a pair is live, in words.
 *
 * @param kind {@code failed}, {@code link}, or the name of the guard such as {@code TooManyDeletes}
 * @param path where; null: not at one path
 * @param host whose server; null: not known
 * @param cause what is wrong
 * @param advice what to do, one or more sentences
 */
public record Trouble(
    String kind,
    @Nullable RelPath path,
    @Nullable String host,
    String cause,
    String advice,
    Instant since) {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  public static Trouble of(LiveTrouble trouble, PairInfo pair) {
    return switch (trouble) {
      case LiveTrouble.Failed(RelPath path, Side on, String why, Instant since) ->
          failed(path, on == null ? null : pair.host(on), why, since);
      case LiveTrouble.Leads(
              RelPath path,
              Side on,
              RelPath target,
              RelPath failed,
              Instant since) ->
          new Trouble(
              "link",
              path,
              pair.host(on),
              plain(
                  "%s waits on %s: it leads to %s, and %s keeps failing"
                      .formatted(path, pair.host(on), target, failed)),
              plain(
                  "See to %s or exclude it; or approve %s in the review, and it goes without it."
                      .formatted(failed, path)),
              since);
      case LiveTrouble.Stopped(Halt halt, Instant since) ->
          new Trouble(
              halt.getClass().getSimpleName(),
              null,
              halt instanceof Halt.TooManyDeletes many ? pair.host(many.side()) : null,
              "deletes wait since %s: %s"
                  .formatted(
                      TIME.format(since.atZone(ZoneId.systemDefault())),
                      plain(HaltText.of(halt, pair::host))),
              "Read the review and decide; all else goes on.",
              since);
    };
  }

  static List<Trouble> of(List<LiveTrouble> troubles, PairInfo pair) {
    return troubles.stream().map(each -> of(each, pair)).toList();
  }

  private static Trouble failed(RelPath path, @Nullable String host, String why, Instant since) {
    boolean reading = Outcome.Failed.isOfReading(why);
    String where = host == null ? "" : " on " + host;
    String cause =
        reading ? path + where + ": " + why : path + " could not be written" + where + ": " + why;
    return new Trouble("failed", path, host, plain(cause), advice(why, reading, host), since);
  }

  /** What usually helps; it is tried again without anything being done here. */
  private static String advice(String why, boolean reading, @Nullable String host) {
    String there = host == null ? "there" : "on " + host;
    String said = why.toLowerCase(Locale.ROOT);
    if (said.contains("no space left") || said.contains("quota")) {
      return "Make room " + there + ".";
    }
    if (said.contains("permission denied") || said.contains("not permitted")) {
      return "Let Duplex's account %s it %s (chgrp and chmod, or setfacl), or exclude it."
          .formatted(reading ? "read" : "write", there);
    }
    if (said.contains("read-only")) {
      return "Mount that file system for writing again " + there + ".";
    }
    if (said.contains("name too long") || said.contains("invalid argument")) {
      return "That server can't have such a name: rename it, or exclude it.";
    }
    return "Look at it %s, or exclude it.".formatted(there);
  }

  /** What a server says may hold anything: it stays on its line and turns no text around. */
  private static String plain(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          switch (Character.getType(c)) {
            case Character.CONTROL,
                Character.FORMAT,
                Character.SURROGATE,
                Character.PRIVATE_USE,
                Character.UNASSIGNED,
                Character.LINE_SEPARATOR,
                Character.PARAGRAPH_SEPARATOR ->
                out.append("\\u{%x}".formatted(c));
            default -> out.appendCodePoint(c);
          }
        });
    return out.toString();
  }

  /** One or two sentences. */
  public String sentence() {
    return cause + (cause.endsWith(".") ? " " : ". ") + advice;
  }
}
