package org.duplexsync.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.duplexsync.model.Action;
import org.duplexsync.model.Cause;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Intent;
import org.duplexsync.model.IntentBatch;
import org.duplexsync.model.JournalRow;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Run;
import org.duplexsync.model.Side;
import org.duplexsync.model.VersionRow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Intents, journal, versions, runs, hashes, generations and texts. */
class RecordsTest {
  private static final RelPath PATH = RelPath.of("a/b");
  private static final Entry ENTRY = Rows.file(1, 2, Rows.T0);
  private static final Action COPY = new Action.Copy(PATH, Side.B, ENTRY, null);

  @TempDir Path dir;
  private Store store;
  private Instant now = Rows.T0;

  @BeforeEach
  void open() {
    store = Store.open(dir, "web", () -> now);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void intentsAreOpenUntilTheirBatchIsClosed() {
    Intents intents = store.intents("images");
    Intent one = Intent.planned(1, COPY, "s-1", "1/1");
    Intent two = Intent.planned(2, new Action.Delete(PATH, Side.A, ENTRY), null, "1/2");
    IntentBatch batch = intents.open(1, 7, List.of(one, two));
    assertEquals(List.of(batch), intents.open());
    Intent staged = one.staged(Rows.file(9, 2, Rows.T0), Rows.hash(3));
    intents.staged(batch.id(), List.of(staged));
    intents.settle(batch.id(), List.of(2));
    List<Intent> found = intents.open().getFirst().intents();
    assertEquals(staged, found.getFirst());
    assertEquals(Intent.State.SETTLED, found.getLast().state());
    assertEquals(List.of(), store.intents("texts").open());
    intents.close(batch.id());
    assertEquals(List.of(), intents.open());
  }

  @Test
  void theJournalKeepsItsOrder() {
    Journal journal = store.journal("images");
    journal.add(List.of(row(1, "x"), row(1, "y")));
    journal.add(List.of(row(1, "z"), row(2, "w")));
    assertEquals(List.of(1L, 2L, 3L), seqs(journal.ofRun(1)));
    assertEquals(List.of(1L, 3L, 2L, 1L), seqs(journal.ofPath(PATH)));
    assertEquals(List.of(1L, 3L, 2L, 1L), seqs(journal.newestFirst()));
    try (Cursor<JournalRow> rows = journal.ofRun(2)) {
      assertEquals(row(2, "w"), rows.next());
    }
  }

  private static List<Long> seqs(Cursor<JournalRow> cursor) {
    try (cursor) {
      List<Long> seqs = new ArrayList<>();
      cursor.forEachRemaining(row -> seqs.add(row.seq()));
      return seqs;
    }
  }

  private static JournalRow row(long run, String version) {
    return new JournalRow(
        run,
        1,
        Rows.T0,
        "images",
        COPY,
        Cause.START_UP,
        "operator:ada",
        null,
        ENTRY,
        Rows.hash(1),
        "bridge",
        2,
        Duration.ofMillis(40),
        new Outcome.Done(ENTRY, version));
  }

  @Test
  void versionsAreLookedAtAgainBeforeTheyGo() {
    Versions versions = store.versions("images");
    VersionRow one = version("1/1", Rows.T0.plusSeconds(2), Rows.T0.plusSeconds(100));
    VersionRow two = version("1/2", Rows.T0.plusSeconds(60), null);
    versions.add(List.of(one, two));
    assertEquals(List.of(), versions.dueForLook(Rows.T0, 10));
    assertEquals(List.of(one), versions.dueForLook(Rows.T0.plusSeconds(2), 10));
    versions.looked(one, null);
    assertEquals(List.of(two), versions.dueForLook(Rows.T0.plusSeconds(99), 10));
    assertEquals(1, versions.dueForPurge(Rows.T0.plusSeconds(100), 10).size());
    versions.grew(two, Rows.file(1, 3, Rows.T0));
    VersionRow grown = versions.get(Side.B, "1/2");
    assertNotNull(grown);
    assertEquals(VersionRow.State.GREW, grown.state());
    assertEquals(3, grown.entry().size());
    versions.purged(one);
    assertEquals(List.of(grown), versions.ofPath(PATH));
    assertEquals(List.of(), versions.dueForPurge(Rows.T0.plusSeconds(100), 10));
  }

  private static VersionRow version(String name, Instant look, @Nullable Instant purge) {
    return new VersionRow(
        1, Side.B, name, PATH, ENTRY, Rows.T0, 0, look, purge, VersionRow.State.KEPT);
  }

  @Test
  void runsBeginAndEnd() {
    Runs runs = store.runs("images");
    long run = runs.start(Cause.REQUEST, "operator:ada");
    Run open = runs.get(run);
    assertNotNull(open);
    assertNull(open.ended());
    now = now.plusSeconds(5);
    runs.end(run, "in sync");
    long next = runs.start(Cause.START_UP, "operator:ada");
    assertTrue(next > run);
    assertEquals(List.of(next, run), runs.latest(10).stream().map(Run::id).toList());
    assertEquals("in sync", runs.latest(10).getLast().result());
    assertEquals(List.of(), store.runs("texts").latest(10));
  }

  @Test
  void aHashIsKnownOnlyForTheSameLook() {
    HashCache hashes = store.hashes("images");
    Entry other = Rows.file(1, 2, Rows.T0.plusNanos(1));
    hashes.put(1, Side.A, List.of(new HashCache.Known(ENTRY, Rows.hash(1))));
    assertEquals(Rows.hash(1), hashes.get(Side.A, ENTRY));
    assertNull(hashes.get(Side.B, ENTRY));
    assertNull(hashes.get(Side.A, other));
    hashes.put(2, Side.A, List.of(new HashCache.Known(other, Rows.hash(2))));
    assertNull(hashes.get(Side.A, ENTRY));
    assertEquals(Rows.hash(2), hashes.get(Side.A, other));
    assertEquals(1, hashes.forgetBefore(3));
    assertNull(hashes.get(Side.A, other));
  }

  @Test
  void generationsTellWhatMayNotBeOnADisk() {
    Generations generations = store.generations("images");
    assertEquals(new Generations.Generation(0, null), generations.current());
    generations.mark(List.of(PATH), "boot-a", "boot-b");
    long next = generations.begin();
    assertEquals(1, next);
    assertEquals(1, generations.begin());
    assertTrue(generations.current().allows(0));
    assertTrue(generations.current().allows(1));
    assertFalse(generations.current().allows(2));
    RelPath late = RelPath.of("late");
    generations.mark(List.of(late), "boot-a", "boot-b");
    assertEquals(2, generations.unsynced().size());
    generations.commit(next);
    assertEquals(
        List.of(new Generations.Unsynced(late, "boot-a", "boot-b")), generations.unsynced());
    assertFalse(generations.current().allows(0));
    generations.commit(generations.begin());
    assertEquals(List.of(), generations.unsynced());
    generations.adopt(40);
    assertEquals(new Generations.Generation(40, null), generations.current());
  }

  @Test
  void aLateGenerationTakesNothingBack() {
    Generations generations = store.generations("images");
    long slow = generations.begin();
    generations.commit(generations.begin());
    long next = generations.begin();
    generations.commit(slow);
    assertEquals(new Generations.Generation(slow, next), generations.current());
    generations.commit(next);
    generations.commit(slow);
    assertEquals(new Generations.Generation(next, null), generations.current());
  }

  @Test
  void textsAreBounded() {
    BaseTexts texts = store.baseTexts();
    assertTrue(texts.put(Rows.hash(1), new byte[] {1, 2, 3}));
    now = now.plusSeconds(1);
    assertTrue(texts.put(Rows.hash(2), new byte[10]));
    assertFalse(texts.put(Rows.hash(3), new byte[BaseTexts.MAX_BYTES + 1]));
    assertArrayEquals(new byte[] {1, 2, 3}, texts.get(Rows.hash(1)).orElseThrow());
    assertEquals(1, texts.shrink(12));
    assertTrue(texts.get(Rows.hash(1)).isEmpty());
    assertTrue(texts.get(Rows.hash(2)).isPresent());
    assertEquals(Collections.emptyList(), List.of(texts.get(Rows.hash(3)).stream().toArray()));
  }

  @Test
  void settingsAreKeptByPair() {
    store.settings("images").put("filter", "x");
    store.settings("images").put("filter", "y");
    assertEquals("y", store.settings("images").get("filter").orElseThrow());
    assertTrue(store.settings("texts").get("filter").isEmpty());
    store.settings("images").remove("filter");
    assertTrue(store.settings("images").get("filter").isEmpty());
  }
}
