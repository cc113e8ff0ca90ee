package org.duplexsync.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.duplexsync.control.RowFilter.Mark;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Change;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Decision;
import org.duplexsync.model.Entry;
import org.duplexsync.model.FileId;
import org.duplexsync.model.Kind;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowFilterTest {
  private static final Instant AT = Instant.parse("2026-11-22T16:15:00Z");

  private static PlanRow row(@Nullable Decision decision) {
    Entry file = new Entry(Kind.FILE, 84, AT, 0664, "w", "w", null, new FileId(1, AT, 1));
    PlanItem item =
        new PlanItem(
            RelPath.of("CGI/Update.pl"),
            null,
            Bucket.CONFLICT,
            new Seen.Present(file),
            Seen.ABSENT,
            null,
            new Change.Created(),
            new Change.None(),
            Set.of(Choice.SKIP),
            Choice.SKIP,
            false,
            "new on A");
    return new PlanRow(item, decision, null, false);
  }

  private static boolean fits(RowFilter filter) {
    return filter.test(row(null));
  }

  private static RowFilter of(List<String> words, Set<String> extensions, Set<Mark> marks) {
    return new RowFilter(words, extensions, 0, Long.MAX_VALUE, null, marks);
  }

  @Test
  void wordsAndExtensionsLookAtThePathWithoutCapitals() {
    assertTrue(fits(RowFilter.NONE));
    assertTrue(fits(of(List.of("cgi", "update"), Set.of("pl", "sh"), Set.of())));
    assertFalse(fits(of(List.of("cgi", "images"), Set.of(), Set.of())));
    assertFalse(fits(of(List.of(), Set.of("l"), Set.of())));
  }

  @Test
  void sizesAreThoseOfTheLargerSide() {
    assertTrue(fits(new RowFilter(List.of(), Set.of(), 84, 84, null, Set.of())));
    assertFalse(fits(new RowFilter(List.of(), Set.of(), 85, Long.MAX_VALUE, null, Set.of())));
    assertFalse(fits(new RowFilter(List.of(), Set.of(), 0, 83, null, Set.of())));
  }

  @Test
  void changedNamesOneSide() {
    assertTrue(fits(new RowFilter(List.of(), Set.of(), 0, 100, Side.A, Set.of())));
    assertFalse(fits(new RowFilter(List.of(), Set.of(), 0, 100, Side.B, Set.of())));
  }

  @Test
  void marksMustAllHold() {
    assertTrue(fits(of(List.of(), Set.of(), Set.of(Mark.CONFLICT, Mark.UNDECIDED, Mark.FILE))));
    assertFalse(fits(of(List.of(), Set.of(), Set.of(Mark.CONFLICT, Mark.MINE))));
    assertFalse(fits(of(List.of(), Set.of(), Set.of(Mark.FOLDER))));
    PlanRow mine = row(new Decision(Choice.SKIP, "operator:me", AT));
    assertTrue(of(List.of(), Set.of(), Set.of(Mark.MINE)).test(mine));
  }

  @Test
  void aQueryWithoutFilterHasNone() {
    assertEquals(RowFilter.NONE, RowQuery.path(RelPath.of("a")).filter());
  }
}
