package org.duplexsync.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.duplexsync.ui.parts.Background;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowMemoryTest {
  private final Background background = new Background(Runnable::run);
  @TempDir Path directory;

  @AfterEach
  void close() {
    background.close();
  }

  private Path file() {
    return directory.resolve("duplex").resolve("window.properties");
  }

  @Test
  void isThereAtTheNextStartInOneFile() throws IOException {
    WindowMemory memory = WindowMemory.load(file(), background);
    memory.put("window.width", "1440.0");
    memory.opened(Path.of("/jobs/web.json"));
    memory.opened(Path.of("/jobs/mail.json"));
    memory.saveNow();
    WindowMemory next = WindowMemory.load(file(), background);
    assertEquals(1440, next.number("window.width", 0));
    assertEquals(List.of(Path.of("/jobs/mail.json"), Path.of("/jobs/web.json")), next.recent());
    try (Stream<Path> files = Files.list(file().getParent())) {
      assertEquals(List.of(file()), files.toList());
    }
  }

  @Test
  void nothingIsWrittenAfterTheEnd() {
    WindowMemory memory = WindowMemory.load(file(), background);
    memory.put("window.width", "1440.0");
    memory.saveNow();
    memory.put("window.width", "1.0");
    memory.saveNow();
    assertEquals(1440, WindowMemory.load(file(), background).number("window.width", 0));
  }

  @Test
  void rubbishCostsTheMemoryAndNothingElse() throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), "window.width=wide\nbad=\\u00zz\n");
    WindowMemory memory = WindowMemory.load(file(), background);
    assertEquals(800, memory.number("window.width", 800));
    assertNull(memory.get("bad"));
  }

  @Test
  void theForgetfulOneWritesNowhere() throws IOException {
    WindowMemory memory = WindowMemory.forgetful(background);
    memory.put("window.width", "1440.0");
    memory.saveNow();
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(List.of(), files.toList());
    }
  }
}
