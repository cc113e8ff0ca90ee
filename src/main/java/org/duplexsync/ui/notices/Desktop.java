package org.duplexsync.ui.notices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.duplexsync.ui.parts.Background;
import org.jspecify.annotations.Nullable;

/**
 * Shows notices on the desktop by what freedesktop.org's notification specification is spoken with
 * here: {@code notify-send}, else {@code gdbus}. No shell is between, and what stands in a name is
 * neither markup nor an option.
 */
public final class Desktop implements Consumer<Notice> {
  private static final long PATIENCE_SECONDS = 5;
  private static final int LONGEST = 500;

  private final Path program;
  private final boolean gdbus;
  private final Background background;

  private Desktop(Path program, boolean gdbus, Background background) {
    this.program = program;
    this.gdbus = gdbus;
    this.background = background;
  }

  /** Null: nothing here shows notices, or there is no session to show them in. */
  public static @Nullable Desktop find(Map<String, String> environment, Background background) {
    if (environment.getOrDefault("DBUS_SESSION_BUS_ADDRESS", "").isEmpty()
        && environment.getOrDefault("XDG_RUNTIME_DIR", "").isEmpty()) {
      return null;
    }
    Path send = onPath(environment, "notify-send");
    Path call = send == null ? onPath(environment, "gdbus") : null;
    return send != null
        ? new Desktop(send, false, background)
        : call == null ? null : new Desktop(call, true, background);
  }

  private static @Nullable Path onPath(Map<String, String> environment, String name) {
    for (String directory : environment.getOrDefault("PATH", "").split(":")) {
      Path program = Path.of(directory.isEmpty() ? "/" : directory, name);
      if (directory.startsWith("/") && Files.isExecutable(program)) {
        return program;
      }
    }
    return null;
  }

  /** The program's name. */
  public String name() {
    return program.getFileName().toString();
  }

  @Override
  public void accept(Notice notice) {
    background.run(() -> show(notice), _ -> {}, _ -> {});
  }

  private boolean show(Notice notice) {
    try {
      Process shown =
          new ProcessBuilder(arguments(notice))
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!shown.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        shown.destroyForcibly();
        return false;
      }
      return shown.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  List<String> arguments(Notice notice) {
    String urgency = notice.kind() == Notice.Kind.RETURN ? "normal" : "critical";
    String title = plain(notice.title());
    String text = escaped(plain(notice.text()));
    if (!gdbus) {
      return List.of(
          program.toString(), "--app-name=Duplex", "--urgency=" + urgency, "--", title, text);
    }
    return List.of(
        program.toString(),
        "call",
        "--session",
        "--dest=org.freedesktop.Notifications",
        "--object-path=/org/freedesktop/Notifications",
        "--method=org.freedesktop.Notifications.Notify",
        "--",
        variant("Duplex"),
        "uint32 0",
        variant(""),
        variant(title),
        variant(text),
        "@as []",
        "{'urgency': <byte %d>}".formatted(urgency.equals("normal") ? 1 : 2),
        "int32 -1");
  }

  /** Without what moves a terminal or a line, and not endless. */
  private static String plain(String text) {
    String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    return shown.replaceAll("\\p{Cntrl}", " ");
  }

  /** The body of a notification may hold markup. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** A string as GVariant's text format has it. */
  private static String variant(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
