package org.duplexsync.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.duplexsync.model.BaselineRow;
import org.duplexsync.model.RelPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class OpeningTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Rows.T0);
  private static final RelPath PATH = RelPath.of("a");

  @TempDir Path parent;

  private Path dir() {
    return parent.resolve("state");
  }

  private Store open() {
    return Store.open(dir(), "web", CLOCK);
  }

  private Path database() {
    return dir().resolve("web.db");
  }

  private void agreeOnSomething() {
    try (Store store = open()) {
      store.baseline("images").put(PATH, Rows.agreed(Rows.file(1, 2, Rows.T0)));
    }
  }

  @Test
  void aDamagedStoreIsSetAsideAndNothingOfItIsLost() throws IOException {
    agreeOnSomething();
    try (RandomAccessFile file = new RandomAccessFile(database().toFile(), "rw")) {
      for (long at = 4096; at < file.length(); at += 4096) {
        file.seek(at);
        file.write(new byte[512]);
      }
    }
    byte[] damaged = Files.readAllBytes(database());
    try (Store store = open()) {
      Opened.SetAside aside = assertInstanceOf(Opened.SetAside.class, store.opened());
      assertTrue(aside.reason().contains("damaged"), aside.reason());
      assertEquals("web.aside-20261122-125500.db", aside.where().getFileName().toString());
      assertEquals(damaged.length, Files.size(aside.where()));
      assertEquals(0, store.baseline("images").count());
    }
  }

  private void assertSetAsideOnceFoundDamaged() {
    try (Store store = open()) {
      Opened.SetAside aside = assertInstanceOf(Opened.SetAside.class, store.opened());
      assertEquals("found damaged while it was in use", aside.reason());
      store.baseline("images").put(PATH, Rows.agreed(Rows.file(1, 2, Rows.T0)));
    }
    try (Store store = open()) {
      assertInstanceOf(Opened.Found.class, store.opened());
      assertEquals(1, store.baseline("images").count());
    }
  }

  private static void assertDamaged(Executable read) {
    StoreException e = assertThrows(StoreException.class, read);
    assertEquals(StoreException.Kind.DAMAGED, e.kind());
    assertTrue(e.getMessage().contains("start again"), e.getMessage());
  }

  @Test
  void aRowThatCannotBeReadHasTheStoreSetAsideByTheNextStartAsIsSaid() throws SQLException {
    agreeOnSomething();
    execute("UPDATE baseline SET agreed = x'ff'");
    try (Store store = open()) {
      assertDamaged(() -> store.baseline("images").get(PATH));
    }
    assertSetAsideOnceFoundDamaged();
  }

  @Test
  void damageDoneWhileTheStoreIsOpenIsNotTakenForACleanEnd() throws IOException {
    try (Store store = open()) {
      for (int i = 0; i < 2_000; i++) {
        store.baseline("images").put(RelPath.of("file" + i), Rows.agreed(Rows.file(i, 2, Rows.T0)));
      }
    }
    try (Store store = open();
        RandomAccessFile file = new RandomAccessFile(database().toFile(), "rw")) {
      for (long at = file.length() / 8192 * 4096; at < file.length(); at += 4096) {
        file.seek(at);
        file.write(new byte[512]);
      }
      assertDamaged(() -> {
        try (Cursor<BaselineRow> rows = store.baseline("images").all()) {
          rows.forEachRemaining(_ -> {});
        }
      });
    }
    assertSetAsideOnceFoundDamaged();
  }

  @Test
  void damageIsSaidOfTheDatabaseThatHadItOnly() throws IOException, SQLException {
    agreeOnSomething();
    execute("UPDATE baseline SET agreed = x'ff'");
    try (Store store = open()) {
      assertDamaged(() -> store.baseline("images").get(PATH));
    }
    Files.move(database(), dir().resolve("by hand"));
    agreeOnSomething();
    try (Store store = open()) {
      assertInstanceOf(Opened.Found.class, store.opened());
    }
  }

  @Test
  void aFileThatIsNoDatabaseIsSetAside() throws IOException {
    Files.createDirectory(dir());
    Files.writeString(
        database(), "this was never a database, only a text of some length\n".repeat(99));
    try (Store store = open()) {
      Opened.SetAside aside = assertInstanceOf(Opened.SetAside.class, store.opened());
      assertTrue(Files.readString(aside.where()).startsWith("this was never"));
    }
    Files.writeString(database(), "no database again, but long enough to be one\n".repeat(99));
    try (Store store = open()) {
      Opened.SetAside aside = assertInstanceOf(Opened.SetAside.class, store.opened());
      assertEquals("web.aside-20261122-125500-2.db", aside.where().getFileName().toString());
    }
  }

  @Test
  void anotherProgramsDatabaseIsSetAside() throws IOException, SQLException {
    Files.createDirectory(dir());
    execute("CREATE TABLE bookmarks (url TEXT)");
    try (Store store = open()) {
      Opened.SetAside aside = assertInstanceOf(Opened.SetAside.class, store.opened());
      assertEquals("not a state of Duplex", aside.reason());
    }
  }

  @Test
  void anotherJobsStoreIsSetAside() throws IOException {
    agreeOnSomething();
    Files.move(database(), dir().resolve("copy.db"));
    try (Store store = Store.open(dir(), "copy", CLOCK)) {
      Opened.SetAside aside = assertInstanceOf(Opened.SetAside.class, store.opened());
      assertEquals("the state of another job, web", aside.reason());
      assertEquals(0, store.baseline("images").count());
    }
  }

  @Test
  void aLaterVersionsStoreIsLeftAlone() throws SQLException {
    agreeOnSomething();
    execute("PRAGMA user_version = 99");
    assertEquals(StoreException.Kind.NEWER, assertThrows(StoreException.class, this::open).kind());
    execute("PRAGMA user_version = " + Schema.VERSION);
    try (Store store = open()) {
      assertEquals(1, store.baseline("images").count());
    }
  }

  @Test
  void anEarlierVersionsStoreBecomesOneOfThisVersionWithAllThatItHolds() throws Exception {
    agreeOnSomething();
    List<String> fresh = schema();
    Files.delete(database());
    Files.deleteIfExists(dir().resolve("web.clean"));
    for (String statement : script("schema-1.sql").split(";\\s*\n")) {
      execute(statement);
    }
    execute("PRAGMA application_id = " + Schema.APPLICATION);
    execute("PRAGMA user_version = 1");
    execute("INSERT INTO meta VALUES ('job', 'web'), ('store_id', 'old')");
    execute("INSERT INTO pair (id, name) VALUES (1, 'images')");
    execute("INSERT INTO baseline VALUES (1, x'61', x'00')");
    StoreException early =
        assertThrows(StoreException.class, () -> Store.openForReading(dir(), "web", CLOCK));
    assertTrue(early.getMessage().contains("by an earlier version"), early.getMessage());
    try (Store store = open()) {
      assertInstanceOf(Opened.Found.class, store.opened());
      assertEquals("old", store.id());
      assertEquals(1, store.baseline("images").count());
      assertEquals(1, store.assumed("images").count());
    }
    assertEquals(fresh, schema());
    Store.openForReading(dir(), "web", CLOCK).orElseThrow().close();
  }

  @Test
  void aStoreThatIsJustBeingMadeIsNoneYet() throws IOException {
    Files.createDirectories(dir());
    Files.createFile(database());
    assertTrue(Store.openForReading(dir(), "web", CLOCK).isEmpty());
  }

  private List<String> schema() throws SQLException {
    List<String> all = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT name, sql FROM sqlite_schema ORDER BY 1")) {
      while (rows.next()) {
        all.add(rows.getString(1) + ": " + rows.getString(2));
      }
    }
    return all;
  }

  private static String script(String name) throws IOException {
    try (var in = Schema.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
