package org.duplexsync.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.BaselineChange;
import org.duplexsync.model.BaselineRow;
import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineTest {
  @TempDir Path dir;
  private Store store;
  private Baseline baseline;

  @BeforeEach
  void open() {
    store = Store.open(dir, "web", InstantSource.fixed(Rows.T0));
    baseline = store.baseline("images");
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static List<BaselineRow> all(Cursor<BaselineRow> cursor) {
    try (cursor) {
      List<BaselineRow> rows = new ArrayList<>();
      cursor.forEachRemaining(rows::add);
      return rows;
    }
  }

  private static List<String> paths(Cursor<BaselineRow> cursor) {
    return all(cursor).stream().map(row -> row.path().toString()).toList();
  }

  private void put(String... paths) {
    for (String path : paths) {
      baseline.put(RelPath.of(path), Rows.agreed(Rows.file(path.length(), 5, Rows.T0)));
    }
  }

  @Test
  void anyRowsComeBackInByteOrder() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    TreeMap<RelPath, Agreed> expected = new TreeMap<>();
    List<BaselineChange> changes = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      byte[] name = new byte[1 + random.nextInt(3)];
      for (int at = 0; at < name.length; at++) {
        name[at] = (byte) (0xff - random.nextInt(200));
      }
      RelPath path = RelPath.of(name);
      if (random.nextInt(4) == 0) {
        expected.remove(path);
        changes.add(new BaselineChange.Forget(path));
      } else {
        Entry entry = Rows.any(random);
        Agreed agreed = new Agreed(entry, Rows.hash(i), Agreed.How.ASSUMED, entry.id(), Rows.T0);
        expected.put(path, agreed);
        changes.add(new BaselineChange.Agree(path, agreed));
      }
    }
    try (BulkWriter<BaselineChange> writer = baseline.writer()) {
      changes.forEach(writer::add);
    }
    List<BaselineRow> rows = all(baseline.all());
    assertEquals(
        expected.entrySet().stream()
            .map(each -> new BaselineRow(each.getKey(), each.getValue()))
            .toList(),
        rows,
        "seed " + seed);
    assertEquals(rows.size(), baseline.count());
    assertEquals(rows.getFirst().agreed(), baseline.get(rows.getFirst().path()));
  }

  @Test
  void belowADirectoryIsNotWhatStartsWithItsName() {
    put("a", "a.txt", "a/x", "a/y/z", "a0", "b");
    assertEquals(List.of("a/x", "a/y/z"), paths(baseline.below(RelPath.of("a"))));
    assertEquals(6, paths(baseline.below(RelPath.ROOT)).size());
  }

  @Test
  void aDirectoryIsRenamedWithAllBelowIt() {
    put("a", "a.txt", "a/x", "a/y/z", "c/old");
    baseline.rebase(RelPath.of("a"), RelPath.of("c/d"));
    assertEquals(List.of("a.txt", "c/d", "c/d/x", "c/d/y/z", "c/old"), paths(baseline.all()));
  }

  @Test
  void pairsDoNotSeeEachOther() {
    put("a");
    assertEquals(List.of(), paths(store.baseline("texts").all()));
    store.baseline("texts").clear();
    assertEquals(List.of("a"), paths(baseline.all()));
    baseline.clear();
    assertEquals(0, baseline.count());
    assertNull(baseline.get(RelPath.of("a")));
  }

  @Test
  void aCursorShowsOneMomentWhileOthersWrite() {
    put("a", "b", "c");
    try (Cursor<BaselineRow> cursor = baseline.all()) {
      assertEquals(RelPath.of("a"), cursor.next().path());
      baseline.forget(RelPath.of("b"));
      put("d");
      assertEquals(RelPath.of("b"), cursor.next().path());
      assertEquals(RelPath.of("c"), cursor.next().path());
      assertEquals(false, cursor.hasNext());
    }
    assertEquals(List.of("a", "c", "d"), paths(baseline.all()));
  }

  @Test
  void aClosedCursorGivesNothing() {
    put("a");
    Cursor<BaselineRow> cursor = baseline.all();
    cursor.close();
    cursor.close();
    assertThrows(RuntimeException.class, cursor::next);
  }
}
