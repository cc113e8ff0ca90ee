package org.duplexsync.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.Difference;
import org.duplexsync.model.Moved;
import org.duplexsync.model.Moves;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DifferencesTest {
  private static final Agreed BASE = Rows.agreed(Rows.file(50, 9, Rows.T0));

  private static final Difference CREATED =
      Difference.of(RelPath.of("dir/new"), Rows.seen(Rows.file(70, 9, Rows.T0)), Seen.ABSENT, null);
  private static final Difference DELETED =
      Difference.of(
          RelPath.of("dir/old"), Seen.ABSENT, Rows.seen(Rows.file(1_000_050, 9, Rows.T0)), BASE);
  private static final Difference SAVED_ANEW =
      Difference.of(
          RelPath.of("page"),
          Rows.seen(Rows.file(60, 11, Rows.T0.plusSeconds(1))),
          Rows.seen(Rows.file(1_000_050, 9, Rows.T0)),
          BASE);
  private static final Difference UNKNOWN =
      Difference.of(RelPath.of("secret"), new Seen.Unknown("not readable"), Seen.ABSENT, BASE);

  @TempDir Path dir;
  private Store store;
  private Differences differences;

  @BeforeEach
  void open() {
    store = Store.open(dir, "web", InstantSource.fixed(Rows.T0));
    differences = store.differences("images");
    try (BulkWriter<Difference> writer = differences.writer()) {
      List.of(CREATED, DELETED, SAVED_ANEW, UNKNOWN).forEach(writer::add);
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static List<Difference> all(Cursor<Difference> cursor) {
    try (cursor) {
      List<Difference> rows = new ArrayList<>();
      cursor.forEachRemaining(rows::add);
      return rows;
    }
  }

  @Test
  void rowsComeBackInOrderAndInReverse() {
    assertEquals(List.of(CREATED, DELETED, SAVED_ANEW, UNKNOWN), all(differences.all()));
    assertEquals(List.of(UNKNOWN, SAVED_ANEW, DELETED, CREATED), all(differences.reversed()));
    assertEquals(List.of(CREATED, DELETED), all(differences.below(RelPath.of("dir"))));
    assertEquals(4, differences.count());
  }

  @Test
  void departedAndArrivedAreOrderedByInode() {
    assertEquals(List.of(DELETED, SAVED_ANEW), all(differences.departed(Side.A)));
    assertEquals(List.of(SAVED_ANEW, CREATED), all(differences.arrived(Side.A)));
    assertEquals(List.of(), all(differences.arrived(Side.B)));
    assertEquals(List.of(UNKNOWN), all(differences.departed(Side.B)));
  }

  @Test
  void hashesAndMovesAreAdded() {
    differences.hashed(List.of(new Differences.Hashed(CREATED.path(), Side.A, Rows.hash(1))));
    differences.moved(List.of(new Moved(Side.A, DELETED.path(), CREATED.path(), true)));
    Difference to = differences.get(CREATED.path());
    Difference from = differences.get(DELETED.path());
    assertNotNull(to);
    assertNotNull(from);
    assertEquals(Rows.hash(1), to.hashA());
    assertEquals(new Moves(DELETED.path(), null, null, null, true), to.moves());
    assertEquals(new Moves(null, CREATED.path(), null, null, true), from.moves());
  }

  @Test
  void aNewCompareOfOnePairLeavesTheOthersAlone() {
    store.differences("texts").put(List.of(CREATED));
    differences.clear();
    assertEquals(0, differences.count());
    assertEquals(1, store.differences("texts").count());
    store.differences("texts").clear();
    assertEquals(0, store.differences("texts").count());
  }

  @Test
  void aRowIsPutAgainOrTakenOut() {
    differences.put(List.of(Difference.of(CREATED.path(), CREATED.b(), CREATED.a(), null)));
    assertEquals(1, all(differences.arrived(Side.B)).size());
    assertEquals(4, differences.count());
    differences.remove(CREATED.path());
    assertEquals(3, differences.count());
  }
}
