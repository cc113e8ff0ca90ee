package org.duplexsync.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.duplexsync.model.JournalRow;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed process, a full disk and a read-only one leave behind. */
class CrashTest {
  @TempDir Path dir;

  private List<String> java(String mode, Path where) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-Xmx128m",
        "-cp",
        System.getProperty("java.class.path"),
        CrashProgram.class.getName(),
        mode,
        where.toString());
  }

  @Test
  void aKilledWriterLosesNothingThatItCalledDone() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    long done = 0;
    for (int round = 0; round < 3; round++) {
      Process writer =
          new ProcessBuilder(java("write", dir))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      done = killAfter(writer, 5 + random.nextInt(60));
      try (Store store = Store.open(dir, "web", InstantSource.fixed(Rows.T0))) {
        assertInstanceOf(Opened.Found.class, store.opened());
        long agreed = store.baseline("images").count();
        assertEquals(0, agreed % 10, "a torn transaction, seed " + seed);
        assertTrue(agreed >= (done + 1) * 10, agreed + " of " + done + ", seed " + seed);
        assertEquals(agreed, journalled(store));
      }
    }
  }

  private long killAfter(Process writer, int lines) throws IOException, InterruptedException {
    long last = -1;
    try (BufferedReader out = writer.inputReader()) {
      for (int i = 0; i < lines; i++) {
        last = Long.parseLong(out.readLine());
      }
      StoreException locked =
          assertThrows(
              StoreException.class,
              () -> Store.open(dir, "web", InstantSource.fixed(Rows.T0)).close());
      assertEquals(StoreException.Kind.LOCKED, locked.kind());
      assertTrue(String.valueOf(locked.getMessage()).contains("process " + writer.pid()));
      // through its handle: the process itself would close the pipe with what is still in it
      writer.toHandle().destroyForcibly();
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        last = Long.parseLong(line);
      }
    }
    assertTrue(writer.waitFor(30, TimeUnit.SECONDS));
    return last;
  }

  private static long journalled(Store store) {
    long rows = 0;
    try (Cursor<JournalRow> cursor = store.journal("images").ofRun(1)) {
      while (cursor.hasNext()) {
        cursor.next();
        rows++;
      }
    }
    return rows;
  }

  @Test
  @Tag("lab")
  void aFullDiskIsNamedAndNothingIsLost() throws Exception {
    assertEquals("", onFileSystem("fill", "size=4m"));
  }

  @Test
  @Tag("lab")
  void aReadOnlyDiskIsNamed() throws Exception {
    assertEquals("", onFileSystem("read-only", "ro"));
  }

  /** Runs the program on a file system of its own, seen by no other process. */
  private String onFileSystem(String mode, String options) throws Exception {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("unshare", "-m", "sh", "-c"));
    command.add("mount -t tmpfs -o " + options + " none \"$0\" && exec \"$@\"");
    command.add(dir.toString());
    command.addAll(java(mode, dir));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return process.exitValue() == 0 ? "" : said;
  }
}
