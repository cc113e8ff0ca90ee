package org.duplexsync.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import org.duplexsync.model.BaselineRow;
import org.duplexsync.model.RelPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Rows.T0);

  private static final RelPath PATH = RelPath.of("a");

  @TempDir Path parent;

  private Path dir() {
    return parent.resolve("state");
  }

  private Store open() {
    return Store.open(dir(), "web", CLOCK);
  }

  private void agreeOnSomething() {
    try (Store store = open()) {
      store.baseline("images").put(PATH, Rows.agreed(Rows.file(1, 2, Rows.T0)));
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void onlyTheOwnerCanReadAnythingOfIt() throws IOException {
    try (Store store = open()) {
      store.baseline("images").put(PATH, Rows.agreed(Rows.file(1, 2, Rows.T0)));
      assertEquals("rwx------", mode(dir()));
      try (var files = Files.list(dir())) {
        List<Path> all = files.toList();
        assertTrue(all.size() >= 5, all.toString());
        for (Path file : all) {
          assertEquals("rw-------", mode(file), file.toString());
        }
      }
    }
  }

  @Test
  void anOpenDirectoryOfOursIsClosed() throws IOException {
    Files.createDirectory(dir());
    Files.setPosixFilePermissions(dir(), PosixFilePermissions.fromString("rwxr-xr-x"));
    open().close();
    assertEquals("rwx------", mode(dir()));
  }

  @Test
  void aSharedDirectoryIsRefusedAndLeftAsItIs() throws IOException {
    Files.createDirectory(dir());
    Files.setAttribute(dir(), "unix:mode", 01777);
    StoreException refused = assertThrows(StoreException.class, this::open);
    assertEquals(StoreException.Kind.NOT_WRITABLE, refused.kind());
    assertEquals("rwxrwxrwx", mode(dir()));
  }

  @Test
  void whereNoDirectoryCanBeMadeIsSaid() {
    Path nowhere = Path.of("/proc/duplex");
    StoreException e = assertThrows(StoreException.class, () -> Store.open(nowhere, "web", CLOCK));
    assertEquals(StoreException.Kind.NOT_WRITABLE, e.kind());
    assertTrue(e.getMessage().contains("(no directory can be made there)"), e.getMessage());
  }

  @Test
  void aFileInPlaceOfTheDirectoryIsNamed() throws IOException {
    Files.writeString(dir(), "mine");
    StoreException refused = assertThrows(StoreException.class, this::open);
    assertTrue(refused.getMessage().contains(dir().toString()), refused.getMessage());
    assertEquals("mine", Files.readString(dir()));
  }

  @Test
  void whatWasAgreedIsThereAgain() {
    String id;
    try (Store store = open()) {
      assertInstanceOf(Opened.Fresh.class, store.opened());
      id = store.id();
      assertEquals(32, id.length());
    }
    agreeOnSomething();
    try (Store store = open()) {
      assertInstanceOf(Opened.Found.class, store.opened());
      assertEquals(id, store.id());
      assertEquals(1, store.baseline("images").count());
      assertEquals(0, store.baseline("other").count());
    }
  }

  @Test
  void oneWriterAtATime() {
    try (Store store = open()) {
      StoreException refused = assertThrows(StoreException.class, this::open);
      assertEquals(StoreException.Kind.LOCKED, refused.kind());
      String pid = String.valueOf(ProcessHandle.current().pid());
      assertTrue(refused.getMessage().contains(pid), refused.getMessage());
      assertTrue(refused.getMessage().contains("2026-11-22T12:55:00"), refused.getMessage());
      try (Store other = Store.open(dir(), "another job", CLOCK)) {
        assertNotEquals(store.id(), other.id());
      }
    }
    open().close();
  }

  @Test
  void readersReadWhileOneWrites() {
    assertTrue(Store.openForReading(dir(), "web", CLOCK).isEmpty());
    try (Store writer = open()) {
      Baseline baseline = writer.baseline("images");
      baseline.put(PATH, Rows.agreed(Rows.file(1, 2, Rows.T0)));
      try (Store reader = Store.openForReading(dir(), "web", CLOCK).orElseThrow()) {
        try (Cursor<BaselineRow> cursor = reader.baseline("images").all()) {
          assertTrue(cursor.hasNext());
          baseline.put(RelPath.of("b"), Rows.agreed(Rows.file(2, 2, Rows.T0)));
          cursor.next();
          assertEquals(false, cursor.hasNext());
        }
        assertEquals(2, reader.baseline("images").count());
        assertThrows(StoreException.class, () -> reader.baseline("images").forget(PATH));
        assertNull(reader.plans("none").latest());
      }
    }
  }

  @Test
  void manyChangesHoldTogetherOrNotAtAll() {
    try (Store store = open()) {
      Baseline baseline = store.baseline("images");
      assertThrows(
          IllegalStateException.class,
          () ->
              store.transact(() -> {
                baseline.put(PATH, Rows.agreed(Rows.file(1, 2, Rows.T0)));
                store.settings("images").put("filter", "abc");
                assertEquals(1, baseline.count());
                throw new IllegalStateException("a crash");
              }));
      assertEquals(0, baseline.count());
      assertTrue(store.settings("images").get("filter").isEmpty());
      baseline.put(PATH, Rows.agreed(Rows.file(1, 2, Rows.T0)));
      assertEquals(1, baseline.count());
    }
  }

  @Test
  void strangeJobNamesStayInTheDirectory() throws IOException {
    Store.open(dir(), "../a b/ü", CLOCK).close();
    assertTrue(Files.exists(dir().resolve("%2e%2e%2fa%20b%2f%c3%bc.db")));
  }
}
