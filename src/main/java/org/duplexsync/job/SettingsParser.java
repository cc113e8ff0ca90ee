package org.duplexsync.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.duplexsync.model.InotifyMode;
import org.jspecify.annotations.Nullable;

/** Reads the settings, and what a pair says instead of them. */
final class SettingsParser {
  /** lsyncd's words. */
  static final Map<String, InotifyMode> MODES =
      Map.of(
          "Modify", InotifyMode.MODIFY,
          "CloseWrite", InotifyMode.CLOSE_WRITE,
          "CloseWrite or Modify", InotifyMode.CLOSE_WRITE_OR_MODIFY);

  private static final int MOST_WORDS = 100;
  private static final Fields.Range SECONDS = new Fields.Range(0, 3600, " of seconds");
  private static final Fields.Range SOME_SECONDS = new Fields.Range(1, 3600, " of seconds");
  private static final Fields.Range DAYS_IN_SECONDS =
      new Fields.Range(0, 30 * 86400, " of seconds");
  private static final Fields.Range TRANSFERS = new Fields.Range(1, 64, "");
  private static final Fields.Range RATE = new Fields.Range(0, 100_000_000, " of KiB a second");
  private static final String COMMAND = "\"notifyCommand\": [\"/usr/local/bin/tell\", \"ops\"]";

  private SettingsParser() {}

  static Settings parse(@Nullable Fields fields) {
    Settings standard = Settings.DEFAULT;
    if (fields == null) {
      return standard;
    }
    Settings settings =
        new Settings(
            pace(fields).over(standard.pace()),
            Duration.ofSeconds(
                fields.number(
                    "clockSkewLimit", (int) standard.clockSkewLimit().toSeconds(), SECONDS)),
            fields.flag("insist", standard.insist()),
            reports(fields));
    fields.end();
    return settings;
  }

  static PaceDef pace(Fields fields) {
    return new PaceDef(
        seconds(fields, "delay", SECONDS),
        number(fields, "maxProcesses", TRANSFERS),
        mode(fields),
        number(fields, "bandwidthLimit", RATE),
        seconds(fields, "compareInterval", DAYS_IN_SECONDS),
        seconds(fields, "pollInterval", SOME_SECONDS));
  }

  private static @Nullable Integer number(Fields fields, String key, Fields.Range range) {
    int number = fields.number(key, -1, range);
    return number < 0 ? null : Integer.valueOf(number);
  }

  private static @Nullable Duration seconds(Fields fields, String key, Fields.Range range) {
    Integer number = number(fields, key, range);
    return number == null ? null : Duration.ofSeconds(number);
  }

  private static @Nullable InotifyMode mode(Fields fields) {
    String text = fields.optionalText("inotifyMode");
    if (text == null) {
      return null;
    }
    InotifyMode mode = MODES.get(text);
    if (mode == null) {
      fields.amiss(
          "inotifyMode", "\"" + text + "\" is no value for it" + Words.meant(text, MODES.keySet()));
    }
    return mode;
  }

  private static Reports reports(Fields fields) {
    Reports standard = Reports.NONE;
    return new Reports(
        HostParser.checked(fields, "statusFile", Texts::localFile),
        Duration.ofSeconds(
            fields.number(
                "statusInterval", (int) standard.statusInterval().toSeconds(), SOME_SECONDS)),
        HostParser.checked(fields, "logfile", Texts::localFile),
        command(fields));
  }

  /** No shell reads it, so that nothing in an event or a path can be taken for a command. */
  private static List<String> command(Fields fields) {
    if (fields.isText("notifyCommand")) {
      fields.amiss(
          "notifyCommand", "is a text; write a list of words, no shell reads it: " + COMMAND);
      return List.of();
    }
    List<Json> items = fields.list("notifyCommand");
    if (items.size() > MOST_WORDS) {
      fields.amiss("notifyCommand", "has more than " + MOST_WORDS + " words");
      return List.of();
    }
    List<String> words = new ArrayList<>();
    for (Json item : items) {
      String wrong = wrongWord(item, words.isEmpty());
      if (wrong == null) {
        words.add(((Json.Str) item).value());
      } else {
        String path = fields.path("notifyCommand") + "[" + words.size() + "]";
        fields.problems().add(item.place(), path, wrong);
        return List.of();
      }
    }
    return words;
  }

  private static @Nullable String wrongWord(Json item, boolean first) {
    if (!(item instanceof Json.Str word)) {
      return "is " + item.kind() + "; write a text";
    }
    if (first) {
      return Texts.localFile(word.value());
    }
    return word.value().indexOf('\0') < 0 ? null : "holds a NUL; no command can be given that";
  }
}
