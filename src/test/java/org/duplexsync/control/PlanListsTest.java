package org.duplexsync.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duplexsync.control.RowFilter.Mark;
import org.duplexsync.engine.PlanReader;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Column;
import org.duplexsync.model.PlanState;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.duplexsync.store.Plans;
import org.duplexsync.store.Store;
import org.duplexsync.ui.SampleRows;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The lists say what a test of each row says, on a store with every case and names of all sorts.
 */
class PlanListsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T16:30:00Z");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path state;

  @SuppressWarnings("NullAway.Init")
  private Store store;

  @SuppressWarnings("NullAway.Init")
  private Plans plans;

  private final PlanLists lists = new PlanLists();
  private long plan;

  @BeforeEach
  void aPlan() {
    store = Store.open(state, "job", InstantSource.fixed(NOW));
    plans = store.plans("p");
    plan = plans.begin(1, Column.AT_START, null, Map.of());
    SampleRows cases = SampleRows.everyCase();
    SampleRows many = SampleRows.many(3000);
    try (var writer = plans.rows(plan).writer()) {
      for (int i = 0; i < many.size(); i++) {
        writer.add(org.duplexsync.model.PlanRow.of(many.at(i)));
      }
      for (int i = 0; i < cases.size(); i++) {
        writer.add(org.duplexsync.model.PlanRow.of(cases.at(i)));
      }
      for (String name : List.of("ODD/Grüße.TXT", "odd/a\nb", "odd/back\\slash", "a", "a.txt")) {
        writer.add(org.duplexsync.model.PlanRow.of(SampleRows.newOnA(name)));
      }
      writer.add(org.duplexsync.model.PlanRow.of(SampleRows.newOnA("a/x")));
    }
    plans.state(plan, PlanState.READY);
    plans
        .decisions(plan)
        .decide(
            List.of(RelPath.of("a.txt"), RelPath.of("images/banner.png")),
            org.duplexsync.model.Pick.of(Choice.SKIP),
            "operator:test");
  }

  @AfterEach
  void close() {
    store.close();
  }

  private PlanReader reader() {
    return PlanReader.of(plans, plan);
  }

  private List<PlanRow> all() {
    return new RowSearch(reader(), RowQuery.ALL).rows();
  }

  @Test
  void aNameIsFoundByItsFirstLettersFromAPlaceOnAndRoundTheEnd() {
    PlanLists lists = new PlanLists();
    List<PlanRow> rows = all();
    for (String letters : List.of("gr", "GR\u00dc", "picture-0", "a", "b", "nothing")) {
      for (int from : List.of(0, 3, rows.size() - 1)) {
        int expected = -1;
        for (int i = 0; expected < 0 && i < rows.size(); i++) {
          int place = (from + i) % rows.size();
          String name = rows.get(place).item().path().name().toString();
          boolean starts =
              name.toLowerCase(java.util.Locale.ROOT)
                  .startsWith(letters.toLowerCase(java.util.Locale.ROOT));
          expected = starts ? place : -1;
        }
        assertEquals(
            expected,
            lists.startingWith(reader(), RowQuery.ALL, RowOrder.BY_PATH, letters, from),
            letters + " from " + from);
      }
    }
  }

  static Stream<RowQuery> queries() {
    RowFilter none = RowFilter.NONE;
    return Stream.of(
        RowQuery.ALL,
        RowQuery.of(Set.of(Bucket.CONFLICT), none),
        RowQuery.of(Set.of(Bucket.NEW, Bucket.MOVE), none),
        text("picture-0000012"),
        text("PNG", "images/000/"),
        text("grü"),
        text("\\n"),
        text("back\\"),
        text("nothing like it"),
        RowQuery.of(
            Set.of(),
            new RowFilter(List.of(), Set.of("jpeg", "pem"), 0, Long.MAX_VALUE, null, Set.of())),
        RowQuery.of(
            Set.of(), new RowFilter(List.of(), Set.of(), 100_000, Long.MAX_VALUE, null, Set.of())),
        RowQuery.of(Set.of(), new RowFilter(List.of(), Set.of(), 0, 500, null, Set.of())),
        RowQuery.of(
            Set.of(), new RowFilter(List.of(), Set.of(), 0, Long.MAX_VALUE, Side.B, Set.of())),
        marked(Mark.CONFLICT),
        marked(Mark.DELETE),
        marked(Mark.BLOCKED),
        marked(Mark.SAFE),
        marked(Mark.MINE),
        marked(Mark.UNDECIDED),
        marked(Mark.WAITING),
        marked(Mark.DONE),
        marked(Mark.FILE),
        marked(Mark.FOLDER),
        marked(Mark.LINK),
        new RowQuery(Set.of(), null, RelPath.of("a"), null, false, null, Integer.MAX_VALUE),
        new RowQuery(Set.of(), RelPath.of("a"), null, null, false, null, Integer.MAX_VALUE),
        new RowQuery(Set.of(), null, null, false, true, null, Integer.MAX_VALUE));
  }

  private static RowQuery text(String... words) {
    List<String> small = Stream.of(words).map(w -> w.toLowerCase(java.util.Locale.ROOT)).toList();
    return RowQuery.of(Set.of(), new RowFilter(small, Set.of(), 0, Long.MAX_VALUE, null, Set.of()));
  }

  private static RowQuery marked(Mark mark) {
    return RowQuery.of(
        Set.of(), new RowFilter(List.of(), Set.of(), 0, Long.MAX_VALUE, null, EnumSet.of(mark)));
  }

  private static boolean fits(RowQuery query, PlanRow row) {
    RelPath path = row.item().path();
    return (query.buckets().isEmpty() || query.buckets().contains(row.item().bucket()))
        && (query.at() == null || query.at().equals(path))
        && (query.below() == null || query.below().equals(path) || query.below().contains(path))
        && (query.safe() == null || query.safe() == row.item().safe())
        && (!query.undecided() || row.decision() == null)
        && query.filter().test(row);
  }

  @ParameterizedTest
  @MethodSource("queries")
  void pagesHoldWhatATestOfEachRowSelects(RowQuery query) {
    List<RelPath> expected =
        all().stream().filter(row -> fits(query, row)).map(row -> row.item().path()).toList();
    List<RelPath> paged = new ArrayList<>();
    RowPage page;
    do {
      page = lists.page(reader(), query, RowOrder.BY_PATH, paged.size(), 700);
      page.rows().forEach(row -> paged.add(row.item().path()));
      assertEquals(expected.size(), page.total());
    } while (page.rows().size() == 700);
    assertEquals(expected, paged);
    assertEquals(
        expected, lists.rows(reader(), query).stream().map(row -> row.item().path()).toList());
    for (int i = 0; i < expected.size(); i += 97) {
      assertEquals(i, lists.place(reader(), query, RowOrder.BY_PATH, expected.get(i)));
    }
  }

  @ParameterizedTest
  @MethodSource("queries")
  void whatLeadsToRowsIsFoundInEachDirectory(RowQuery query) {
    List<PlanRow> rows = all().stream().filter(row -> fits(query, row)).toList();
    for (String name : List.of("", "images", "images/000", "a", "odd", "nothing")) {
      RelPath directory = name.isEmpty() ? RelPath.ROOT : RelPath.of(name);
      Map<RelPath, Map<Bucket, Long>> expected = new TreeMap<>();
      List<RelPath> own = new ArrayList<>();
      for (PlanRow row : rows) {
        RelPath path = row.item().path();
        if (directory.contains(path)) {
          RelPath entry = path;
          while (!Objects.equals(directory, entry.parent())) {
            entry = Objects.requireNonNull(entry.parent());
          }
          Map<Bucket, Long> below =
              expected.computeIfAbsent(entry, _ -> new EnumMap<>(Bucket.class));
          if (entry.equals(path)) {
            own.add(path);
          } else {
            below.merge(row.item().bucket(), 1L, Long::sum);
          }
        }
      }
      List<Matches> wanted = new ArrayList<>();
      expected.forEach((path, below) -> wanted.add(new Matches(path, own.contains(path), below)));
      assertEquals(wanted, lists.matches(reader(), query, directory), name);
    }
  }

  @Test
  void rowsBehindAPathGoOnWhereItWouldBe() {
    RowQuery conflicts = marked(Mark.CONFLICT);
    List<PlanRow> first = lists.rows(reader(), conflicts.page(null, 2));
    RelPath last = first.getLast().item().path();
    List<PlanRow> next = lists.rows(reader(), conflicts.page(last, 1));
    List<PlanRow> whole = lists.rows(reader(), conflicts);
    assertEquals(whole.get(2).item().path(), next.getFirst().item().path());
    assertTrue(lists.rows(reader(), conflicts.page(RelPath.of("zzz"), 1)).isEmpty());
  }

  @Test
  void sortedBySizeAndBackwards() {
    RowOrder order = new RowOrder(RowOrder.Key.SIZE_A, true);
    RowPage page = lists.page(reader(), RowQuery.ALL, order, 0, 4000);
    List<Long> sizes =
        page.rows().stream()
            .map(row -> org.duplexsync.model.Measures.of(row.item().a(), row.item().b()).sizeA())
            .toList();
    List<Long> sorted = sizes.stream().sorted(java.util.Comparator.reverseOrder()).toList();
    assertEquals(sorted, sizes);
    RelPath third = page.rows().get(2).item().path();
    assertEquals(2, lists.place(reader(), RowQuery.ALL, order, third));
  }

  @Test
  void aListStaysAsItWasFoundUntilItsBeginningIsAskedFor() {
    RowQuery undecided = marked(Mark.UNDECIDED);
    long before = lists.page(reader(), undecided, RowOrder.BY_PATH, 0, 10).total();
    plans
        .decisions(plan)
        .decide(
            List.of(RelPath.of("a")), org.duplexsync.model.Pick.of(Choice.SKIP), "operator:test");
    assertEquals(before, lists.page(reader(), undecided, RowOrder.BY_PATH, 10, 10).total());
    assertEquals(before - 1, lists.page(reader(), undecided, RowOrder.BY_PATH, 0, 10).total());
  }

  @Test
  void rowsThatAreAddedAreFound() {
    lists.page(reader(), RowQuery.ALL, RowOrder.BY_PATH, 0, 10);
    long before = lists.page(reader(), RowQuery.ALL, RowOrder.BY_PATH, 200, 10).total();
    try (var writer = plans.rows(plan).writer()) {
      writer.add(org.duplexsync.model.PlanRow.of(SampleRows.newOnA("added")));
    }
    assertEquals(before + 1, lists.page(reader(), RowQuery.ALL, RowOrder.BY_PATH, 0, 10).total());
    assertEquals(1, lists.page(reader(), text("added"), RowOrder.BY_PATH, 0, 10).total());
  }

  @Test
  void theOverviewTellsWhatLiesInEachPart() {
    List<Set<Bucket>> parts = lists.overview(reader(), RowQuery.ALL, RowOrder.BY_PATH, 50);
    assertEquals(50, parts.size());
    Set<Bucket> seen = EnumSet.noneOf(Bucket.class);
    parts.forEach(seen::addAll);
    assertEquals(EnumSet.allOf(Bucket.class), seen);
    long conflicts =
        IntStream.range(0, 50).filter(i -> parts.get(i).contains(Bucket.CONFLICT)).count();
    assertTrue(conflicts >= 2 && conflicts <= 5, conflicts + " parts");
  }
}
