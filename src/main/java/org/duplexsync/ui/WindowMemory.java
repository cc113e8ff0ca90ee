package org.duplexsync.ui;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.duplexsync.ui.parts.Background;
import org.jspecify.annotations.Nullable;

/**
 * What the window remembers from one start to the next: place, size, columns, jobs lately opened.
 * Written a moment after the last change and all at once, so that a crash leaves the old file or
 * the new one. A file that can't be read or written costs the memory, nothing else.
 */
final class WindowMemory {
  private static final Duration MOMENT = Duration.ofMillis(500);
  private static final int RECENT = 5;

  private final @Nullable Path file;
  private final Background background;
  private final Map<String, String> values = new TreeMap<>();
  private int changes;
  private boolean ended; // guarded by this

  private WindowMemory(@Nullable Path file, Background background) {
    this.file = file;
    this.background = background;
  }

  /** Below the XDG config directory. */
  static Path defaultFile() {
    String xdg = System.getenv("XDG_CONFIG_HOME");
    Path config =
        xdg == null || !Path.of(xdg).isAbsolute()
            ? Path.of(System.getProperty("user.home"), ".config")
            : Path.of(xdg);
    return config.resolve("duplex").resolve("window.properties");
  }

  /** Reads the file: not on the window's thread. */
  static WindowMemory load(Path file, Background background) {
    WindowMemory memory = new WindowMemory(file, background);
    if (Files.isRegularFile(file)) {
      Properties read = new Properties();
      try (Reader in = Files.newBufferedReader(file)) {
        read.load(in);
        read.stringPropertyNames().forEach(key -> memory.values.put(key, read.getProperty(key)));
      } catch (IOException | IllegalArgumentException _) {
        memory.values.clear();
      }
    }
    return memory;
  }

  /** Knows nothing and keeps nothing. */
  static WindowMemory forgetful(Background background) {
    return new WindowMemory(null, background);
  }

  @Nullable String get(String key) {
    return values.get(key);
  }

  double number(String key, double otherwise) {
    try {
      String value = values.get(key);
      double number = value == null ? otherwise : Double.parseDouble(value);
      return Double.isFinite(number) ? number : otherwise;
    } catch (NumberFormatException _) {
      return otherwise;
    }
  }

  void put(String key, String value) {
    if (!value.equals(values.put(key, value))) {
      int change = ++changes;
      background.after(
          MOMENT,
          () -> {
            if (change == changes) {
              save();
            }
          });
    }
  }

  /** Jobs lately opened, the last one first. */
  List<Path> recent() {
    List<Path> jobs = new ArrayList<>();
    for (int i = 0; i < RECENT; i++) {
      String job = values.get("recent." + i);
      if (job != null) {
        jobs.add(Path.of(job));
      }
    }
    return jobs;
  }

  void opened(Path job) {
    List<Path> jobs = new ArrayList<>(recent());
    jobs.remove(job);
    jobs.addFirst(job);
    for (int i = 0; i < Math.min(RECENT, jobs.size()); i++) {
      put("recent." + i, jobs.get(i).toString());
    }
  }

  private void save() {
    Properties now = new Properties();
    now.putAll(values);
    background.run(() -> write(now), _ -> {}, _ -> {});
  }

  /**
   * At the end: what has not been written yet. Nothing is written afterwards. Not on the window's
   * thread.
   */
  synchronized void saveNow() {
    Properties now = new Properties();
    now.putAll(values);
    write(now);
    ended = true;
  }

  private synchronized boolean write(Properties now) {
    if (file == null || ended) {
      return true;
    }
    try {
      Files.createDirectories(file.getParent());
      Path next = Files.createTempFile(file.getParent(), "window", ".new");
      try (Writer out = Files.newBufferedWriter(next)) {
        now.store(out, "Duplex: how the window was left");
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
