package org.duplexsync.store;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.BaselineChange;
import org.duplexsync.model.BaselineRow;
import org.duplexsync.model.Difference;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenPathsTest {
  private static final Agreed AGREED = Rows.agreed(Rows.file(50, 9, Rows.T0));

  private static final OpenPaths.Told TOLD_NOTHING = new OpenPaths.Told(Map.of(), Map.of());

  @TempDir Path dir;
  private Store store;
  private OpenPaths open;
  private Baseline baseline;

  @BeforeEach
  void open() {
    store = Store.open(dir, "web", InstantSource.fixed(Rows.T0));
    open = store.openPaths("images");
    baseline = store.baseline("images");
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static RelPath path(String text) {
    return RelPath.of(text);
  }

  private List<String> paths() {
    return open.all().stream().map(RelPath::toString).toList();
  }

  private void keepWith(String... different) {
    var rows = store.differences("images");
    rows.clear();
    for (String each : different) {
      Seen here = Rows.seen(Rows.file(70, 9, Rows.T0));
      rows.put(List.of(Difference.of(path(each), here, Seen.ABSENT, null)));
    }
    open.keep("listings", true, TOLD_NOTHING);
  }

  @Test
  void whatDifferedIsOpenAndNothingElse() {
    keepWith("b", "a");
    assertEquals(List.of("a", "b"), paths());
    keepWith("c");
    assertEquals(List.of("c"), paths());
    assertEquals(1, open.count());
    assertEquals(Optional.of("listings"), open.kept());
    assertEquals(List.of(), store.openPaths("other").all());
  }

  private void told(Map<String, Boolean> a, Map<String, Boolean> b) {
    store.differences("images").clear();
    open.keep("next listings", false, new OpenPaths.Told(seen(a), seen(b)));
  }

  private static Map<RelPath, Seen> seen(Map<String, Boolean> told) {
    Seen there = Rows.seen(Rows.file(70, 9, Rows.T0));
    return told.entrySet().stream()
        .collect(toMap(one -> path(one.getKey()), one -> one.getValue() ? there : Seen.ABSENT));
  }

  @Test
  void whatIsAgreedStaysOpenUntilBothListingsNamedIt() {
    keepWith();
    baseline.put(path("new"), AGREED);
    told(Map.of(), Map.of());
    assertEquals(List.of("new"), paths(), "it was seen by nobody but those who looked for it");
    told(Map.of("new", true), Map.of());
    assertEquals(List.of("new"), paths(), "named on A only");
    told(Map.of(), Map.of("new", true));
    assertEquals(List.of(), paths(), "named on A before");
    baseline.put(path("new"), AGREED);
    assertEquals(List.of("new"), paths());
    told(Map.of(), Map.of("new", false));
    assertEquals(List.of("new"), paths(), "away on B while it was listed");
    told(Map.of(), Map.of());
    assertEquals(List.of("new"), paths());
    told(Map.of(), Map.of("new", true));
    assertEquals(List.of(), paths());
  }

  @Test
  void whatIsForgottenStaysOpenUntilNoListingNamesIt() {
    baseline.put(path("gone"), AGREED);
    keepWith();
    baseline.forget(path("gone"));
    told(Map.of("gone", false), Map.of());
    assertEquals(List.of("gone"), paths());
    told(Map.of(), Map.of("gone", false));
    assertEquals(List.of(), paths());
  }

  @Test
  void whatAWholeListingDidNotTellStaysOpen() {
    baseline.put(path("x"), AGREED);
    keepWith("x");
    told(Map.of(), Map.of());
    assertEquals(List.of("x"), paths());
    told(Map.of("x", true), Map.of("x", true));
    assertEquals(List.of(), paths());
  }

  @Test
  void aDirectoryAgreedUnderAnotherNameWasNamedByTheOldOne() {
    baseline.put(path("d"), AGREED);
    keepWith();
    baseline.rebase(path("d"), path("e"));
    told(Map.of("d", false, "e", true), Map.of());
    assertEquals(List.of("d", "e"), paths());
    told(Map.of(), Map.of("d", false, "e", true));
    assertEquals(List.of(), paths());
  }

  @Test
  void whateverTheBaselineChangesIsOpen() {
    baseline.put(path("before"), AGREED);
    assertEquals(List.of(), paths(), "no listing is kept");
    keepWith();
    baseline.put(path("new"), AGREED);
    baseline.forget(path("before"));
    try (var writer = baseline.writer()) {
      writer.add(new BaselineChange.Agree(path("d"), AGREED));
      writer.add(new BaselineChange.Agree(path("d/x"), AGREED));
    }
    assertEquals(List.of("before", "d", "d/x", "new"), paths());
    keepWith();
    baseline.rebase(path("d"), path("e"));
    assertEquals(List.of("d", "d/x", "e", "e/x"), paths());
  }

  @Test
  void aClearedBaselineLeavesNoListingThatCounts() {
    keepWith("a");
    baseline.clear();
    assertEquals(Optional.empty(), open.kept());
  }

  @Test
  void theBaselineIsReadAtGivenPaths() {
    for (int i = 1000; i < 2000; i++) {
      baseline.put(path("p" + i), AGREED);
    }
    var asked =
        java.util.stream.IntStream.range(500, 1500).mapToObj(i -> path("p" + i)).sorted().toList();
    try (Cursor<BaselineRow> rows = baseline.at(asked)) {
      for (int i = 1000; i < 1500; i++) {
        assertEquals(path("p" + i), rows.next().path());
      }
      assertEquals(false, rows.hasNext());
    }
  }
}
