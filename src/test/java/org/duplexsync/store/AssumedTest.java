package org.duplexsync.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.BaselineRow;
import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssumedTest {
  @TempDir Path dir;
  private Store store;
  private Baseline baseline;
  private Assumed assumed;

  @BeforeEach
  void open() {
    store = Store.open(dir, "web", InstantSource.fixed(Rows.T0));
    baseline = store.baseline("images");
    assumed = store.assumed("images");
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static Agreed agreed(int size) {
    Entry entry = Rows.file(size, size, Rows.T0);
    return new Agreed(entry, null, Agreed.How.ASSUMED, entry.id(), Rows.T0);
  }

  private void assume(String... paths) {
    for (String path : paths) {
      baseline.put(RelPath.of(path), agreed(path.length()));
    }
  }

  private List<String> paths() {
    return assumed.page(null, 100).rows().stream().map(row -> row.path().toString()).toList();
  }

  @Test
  void theyComeAndGoWithTheBaseline() {
    assume("a", "d/x", "d/y", "z");
    baseline.put(RelPath.of("h"), Rows.agreed(Rows.file(9, 5, Rows.T0)));
    assertEquals(List.of("a", "d/x", "d/y", "z"), paths());
    baseline.forget(RelPath.of("a"));
    baseline.put(RelPath.of("z"), Rows.agreed(Rows.file(9, 5, Rows.T0)));
    baseline.rebase(RelPath.of("d"), RelPath.of("e"));
    assertEquals(List.of("e/x", "e/y"), paths());
    assertEquals(2, assumed.count());
    baseline.clear();
    assertEquals(0, assumed.count());
  }

  @Test
  void theyAreReadPageByPage() {
    assume("a", "b", "c");
    Assumed.Page first = assumed.page(null, 2);
    assertEquals(2, first.rows().size());
    Assumed.Page second = assumed.page(first.last(), 2);
    assertEquals(List.of(RelPath.of("c")), second.rows().stream().map(BaselineRow::path).toList());
    assertNull(second.last());
  }

  @Test
  void whatIsProvedIsHashedUnlessItWasAgreedAnewMeanwhile() {
    assume("a", "b");
    List<BaselineRow> rows = assumed.page(null, 2).rows();
    baseline.put(RelPath.of("b"), agreed(77));
    assumed.proved(rows.stream().map(row -> new Assumed.Proved(row, Rows.hash(1))).toList());
    Agreed a = baseline.get(RelPath.of("a"));
    assertNotNull(a);
    assertEquals(Agreed.How.HASHED, a.how());
    assertEquals(Rows.hash(1), a.sha256());
    assertEquals(agreed(77), baseline.get(RelPath.of("b")));
    assertEquals(List.of("b"), paths());
  }

  @Test
  void whatIsApartIsNoFileAnybodyAgreedOn() {
    assume("a");
    assumed.doubted(assumed.page(null, 1).rows());
    Agreed a = baseline.get(RelPath.of("a"));
    assertNotNull(a);
    assertEquals(Agreed.How.ASSUMED, a.how());
    assertEquals(0, a.entry().id().inode());
    assertEquals(0, a.b().inode());
    assertEquals(0, assumed.count(), "it was read");
  }
}
