package org.duplexsync.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.duplexsync.engine.Aligned;
import org.duplexsync.engine.PlanReader;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Column;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.store.Plans;
import org.duplexsync.store.Store;
import org.duplexsync.ui.SampleRows;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeRowsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T16:30:00Z");
  private static final Seen THERE = SampleRows.file(9120, NOW);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path state;

  @SuppressWarnings("NullAway.Init")
  private Store store;

  @SuppressWarnings("NullAway.Init")
  private Plans plans;

  private long plan;

  @BeforeEach
  void aPlan() {
    store = Store.open(state, "job", InstantSource.fixed(NOW));
    plans = store.plans("p");
    plan = plans.begin(1, Column.AT_START, null, Map.of());
    SampleRows cases = SampleRows.everyCase();
    try (var writer = plans.rows(plan).writer()) {
      for (int i = 0; i < cases.size(); i++) {
        writer.add(PlanRow.of(cases.at(i)));
      }
      writer.add(PlanRow.of(moved("lib/tools", "old/tools", Bucket.MOVE)));
      writer.add(PlanRow.of(moved("lib/x.pl", "old/x.pl", Bucket.CONFLICT)));
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static PlanItem moved(String path, String from, Bucket bucket) {
    SampleRows cases = SampleRows.everyCase();
    for (int i = 0; i < cases.size(); i++) {
      PlanItem item = cases.at(i);
      if (item.from() != null) {
        return new PlanItem(
            RelPath.of(path),
            new PlanItem.Origin(RelPath.of(from), Seen.ABSENT, THERE, false),
            bucket,
            item.a(),
            item.b(),
            item.base(),
            item.changeA(),
            item.changeB(),
            item.choices(),
            item.proposal(),
            item.safe(),
            item.reason());
      }
    }
    throw new AssertionError("no move");
  }

  private TreeRow row(String path, Seen a, Seen b) {
    RelPath at = RelPath.of(path);
    RelPath directory = at.parent();
    return TreeRows.of(
            directory == null ? RelPath.ROOT : directory,
            List.of(new Aligned(at, a, b)),
            PlanReader.of(plans, plan))
        .getFirst();
  }

  private static @Nullable RelPath to(TreeRow row) {
    return row.elsewhere() instanceof Elsewhere.To(RelPath path) ? path : null;
  }

  private static @Nullable RelPath from(TreeRow row) {
    return row.elsewhere() instanceof Elsewhere.From(RelPath path) ? path : null;
  }

  @Test
  void theOldPlaceOfAMoveTellsTheNewOneAndTheNewTheOld() {
    TreeRow old = row("js/mod/menu.js", Seen.ABSENT, THERE);
    assertNull(old.row());
    assertEquals(RelPath.of("js/menu.js"), to(old));
    assertTrue(old.differs());
    assertEquals(RelPath.of("js/mod/menu.js"), from(row("js/menu.js", THERE, Seen.ABSENT)));
    assertEquals(RelPath.of("lib/x.pl"), to(row("old/x.pl", Seen.ABSENT, THERE)));
  }

  @Test
  void whatIsInAMovedDirectoryTellsItToo() {
    assertEquals(RelPath.of("lib/tools"), to(row("old/tools", Seen.ABSENT, THERE)));
    assertEquals(RelPath.of("lib/tools/deep/a"), to(row("old/tools/deep/a", Seen.ABSENT, THERE)));
    assertEquals(RelPath.of("old/tools/deep/a"), from(row("lib/tools/deep/a", THERE, Seen.ABSENT)));
  }

  @Test
  void whatIsNoEndOfAMoveTellsNothing() {
    assertNull(row("js/mod/other.js", Seen.ABSENT, THERE).elsewhere());
    assertNull(row("js/mod/menu.js", THERE, THERE).elsewhere());
    assertNull(row("images/tgt-a-new1.png", THERE, Seen.ABSENT).elsewhere());
    TreeRow none =
        TreeRows.of(RelPath.ROOT, List.of(new Aligned(RelPath.of("x"), THERE, Seen.ABSENT)), null)
            .getFirst();
    assertNull(none.elsewhere());
    assertFalse(none.differs());
  }

  @Test
  void aMoveThatIsDoneIsNoneAnyMore() {
    plans.rows(plan).outcomes(Map.of(RelPath.of("js/menu.js"), new Outcome.Done(null, null)));
    assertNull(row("js/menu.js", THERE, Seen.ABSENT).elsewhere());
    assertNull(row("js/mod/menu.js", Seen.ABSENT, THERE).elsewhere());
  }

  @Test
  void aDirectoryCountsWhatIsBelowItByKind() {
    TreeRow images = row("images", THERE, THERE);
    assertEquals(Map.of(), images.below(), "a file has nothing below it");
    Seen folder =
        new Seen.Present(SampleRows.entry(org.duplexsync.model.Kind.DIRECTORY, 0, NOW, 0755));
    assertEquals(
        Map.of(Bucket.DELETE, 1L, Bucket.OVERWRITE, 1L, Bucket.NEW, 2L),
        row("images", folder, folder).below());
  }
}
