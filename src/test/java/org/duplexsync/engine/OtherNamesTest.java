package org.duplexsync.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Set;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Change;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Field;
import org.duplexsync.model.FileId;
import org.duplexsync.model.Kind;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.junit.jupiter.api.Test;

class OtherNamesTest {
  private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");

  private final OtherNames names = new OtherNames();

  private static PlanItem item(String path, long inode, int links, Change change) {
    var id = new FileId(inode, AT, links);
    var entry = new Entry(Kind.FILE, 10, AT, 0644, "web", "web", null, id);
    return new PlanItem(
        RelPath.of(path),
        null,
        Bucket.OVERWRITE,
        new Seen.Present(entry),
        Seen.ABSENT,
        null,
        change,
        new Change.None(),
        Set.of(Choice.A_TO_B, Choice.SKIP),
        Choice.A_TO_B,
        true,
        "told");
  }

  private static Change edited() {
    return new Change.Edited(Set.of(Field.CONTENT));
  }

  @Test
  void areThereIfOneChangedAndTheOthersAreNotAmongThem() {
    names.note(item("alone", 1, 1, edited()));
    assertEquals(false, names.areThere());
    names.note(item("one", 2, 3, edited()));
    assertEquals(true, names.areThere());
    names.note(item("two", 2, 3, new Change.Metadata(Set.of(Field.MODE))));
    assertEquals(true, names.areThere());
    names.note(item("three", 2, 3, edited()));
    assertEquals(false, names.areThere(), "all were told of");
  }

  @Test
  void ofANewNameTheOthersAreAsBefore() {
    names.note(item("copy", 2, 2, new Change.Created()));
    assertEquals(false, names.areThere());
  }
}
