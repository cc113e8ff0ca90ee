package org.duplexsync.ui.notices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.duplexsync.ui.OwnWindowThread;
import org.duplexsync.ui.notices.Notice.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesktopTest {
  private static final String HOSTILE = "--help <b>$(touch x)</b> \"&'\\ \n\u001b[31m";

  private final OwnWindowThread window = new OwnWindowThread();
  @TempDir Path directory;

  @AfterEach
  void close() {
    window.close();
  }

  private Map<String, String> environment() {
    return Map.of("PATH", "relative::" + directory, "DBUS_SESSION_BUS_ADDRESS", "unix:path=/no");
  }

  private Path program(String name) throws IOException {
    Path program = directory.resolve(name);
    Files.writeString(
        program,
        "#!/bin/sh\nprintf '%s\\n' \"$@\" >'"
            + directory
            + "/told.new'\nmv '"
            + directory
            + "/told.new' '"
            + directory
            + "/told'\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return program;
  }

  private List<String> told(Notice notice) throws IOException {
    Desktop desktop = Objects.requireNonNull(Desktop.find(environment(), window.background));
    desktop.accept(notice);
    Path told = directory.resolve("told");
    window.until("told", () -> Files.exists(told));
    return Files.readAllLines(told);
  }

  @Test
  void withoutAProgramOrASessionThereIsNone() throws IOException {
    assertNull(Desktop.find(environment(), window.background));
    program("notify-send");
    assertNull(Desktop.find(Map.of("PATH", directory.toString()), window.background));
    assertNotNull(Desktop.find(environment(), window.background));
  }

  @Test
  void aNameIsNeitherAnOptionNorMarkupNorForAShell() throws IOException {
    program("notify-send");
    program("gdbus");
    List<String> told = told(new Notice(Kind.OUTAGE, HOSTILE, HOSTILE));
    String title = "--help <b>$(touch x)</b> \"&'\\   [31m";
    String text = "--help &lt;b&gt;$(touch x)&lt;/b&gt; \"&amp;'\\   [31m";
    assertEquals(List.of("--app-name=Duplex", "--urgency=critical", "--", title, text), told);
    assertTrue(Files.notExists(Path.of("x")));
  }

  @Test
  void gdbusGetsItsOwnKindOfStrings() throws IOException {
    program("gdbus");
    List<String> told = told(new Notice(Kind.RETURN, "a \"b\" \\", "c"));
    assertTrue(told.contains("\"a \\\"b\\\" \\\\\""), told.toString());
    assertTrue(told.contains("{'urgency': <byte 1>}"), told.toString());
  }

  @Test
  void oneThatHangsHoldsNothingUp() throws IOException {
    Path program = program("notify-send");
    Files.writeString(program, "#!/bin/sh\nexec sleep 60\n");
    long start = System.nanoTime();
    Objects.requireNonNull(Desktop.find(environment(), window.background))
        .accept(new Notice(Kind.OUTAGE, "a", "b"));
    assertTrue(System.nanoTime() - start < Duration.ofSeconds(2).toNanos());
  }
}
