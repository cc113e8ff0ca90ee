package org.duplexsync.headless;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lines about what happens. Whatever a server had its part in is shown escaped, so that no name and
 * no message can forge a line.
 */
public final class Log implements AutoCloseable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT);

  /** With syslog's number. */
  enum Level {
    ERROR(3),
    WARNING(4),
    NOTICE(5),
    INFO(6);

    private final int syslog;

    Level(int syslog) {
      this.syslog = syslog;
    }
  }

  private interface Sink {
    void write(Level level, String text);
  }

  private final Sink sink;
  private final @Nullable LogFile file;

  private Log(Sink sink, @Nullable LogFile file) {
    this.sink = sink;
    this.file = file;
  }

  /** Each line with its priority, as journald reads it; the journal adds the time. */
  public static Log journal(Consumer<String> out) {
    return new Log((level, text) -> out.accept("<" + level.syslog + ">" + text), null);
  }

  /** Each line with time and level. */
  public static Log plain(Consumer<String> out, InstantSource clock, ZoneId zone) {
    return new Log((level, text) -> out.accept(line(clock, zone, level, text)), null);
  }

  /**
   * Lines are added to the file; when it was renamed or removed, a new one is begun.
   *
   * @throws IOException if it can't be written
   */
  public static Log file(Path path, InstantSource clock, ZoneId zone) throws IOException {
    return file(new LogFile(path, "rw-r-----"), clock, zone);
  }

  /** As {@link #file}, for nobody but its owner to read. */
  static Log privateFile(Path path, InstantSource clock, ZoneId zone) throws IOException {
    return file(new LogFile(path, "rw-------"), clock, zone);
  }

  private static Log file(LogFile file, InstantSource clock, ZoneId zone) {
    return new Log((level, text) -> file.write(line(clock, zone, level, text)), file);
  }

  private static String line(InstantSource clock, ZoneId zone, Level level, String text) {
    String time = TIME.format(clock.instant().atZone(zone));
    return "%s %-7s %s".formatted(time, level, text);
  }

  void write(Level level, String text) {
    sink.write(level, shown(text));
  }

  /** One line, without anything that a terminal would obey. */
  private static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          if (c == '\n') {
            shown.append(" | ");
          } else if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
            shown.append("\\u%04x".formatted(c));
          } else {
            shown.appendCodePoint(c);
          }
        });
    return shown.toString();
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }

  /** A file that may be rotated under us. */
  private static final class LogFile {
    private final Path path;
    private final String mode;
    private FileChannel channel;
    private @Nullable Object key;

    LogFile(Path path, String mode) throws IOException {
      this.path = path;
      this.mode = mode;
      this.channel = open();
    }

    private FileChannel open() throws IOException {
      FileChannel opened =
          FileChannel.open(
              path,
              Set.of(CREATE, WRITE, APPEND),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)));
      key = Files.getAttribute(path, "unix:ino");
      return opened;
    }

    /** A full disk must not end the engine; the line is lost, the next may not be. */
    synchronized void write(String line) {
      try {
        if (!channel.isOpen() || moved()) {
          channel.close();
          channel = open();
        }
        ByteBuffer bytes = UTF_8.encode(line + "\n");
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      } catch (IOException _) {
        System.getLogger(Log.class.getName()).log(System.Logger.Level.WARNING, line);
      }
    }

    private boolean moved() {
      try {
        return !Files.getAttribute(path, "unix:ino").equals(key);
      } catch (IOException _) {
        return true;
      }
    }

    synchronized void close() throws IOException {
      channel.close();
    }
  }
}
