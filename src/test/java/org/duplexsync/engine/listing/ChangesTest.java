package org.duplexsync.engine.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duplexsync.engine.pair.Cancel;
import org.duplexsync.filter.FilterSet;
import org.duplexsync.filter.Rule;
import org.duplexsync.host.Listing;
import org.duplexsync.model.Entry;
import org.duplexsync.model.FileId;
import org.duplexsync.model.Kind;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangesTest {
  private static final Listing.End END = new Listing.End(0, null, Instant.EPOCH, true);

  private final List<RelPath> shown = new ArrayList<>();

  private static Listing.Found found(String path) {
    return found(path, null);
  }

  private static Listing.Found found(String path, @Nullable String closed) {
    var id = new FileId(1, Instant.EPOCH, 1);
    var entry = new Entry(Kind.FILE, 1, Instant.EPOCH, 0644, "u", "g", null, id);
    return new Listing.Found(RelPath.of(path), entry, closed);
  }

  private static Listing.Appeared appeared(String path) {
    return new Listing.Appeared(found(path));
  }

  private static Listing.Gone gone(String path) {
    return new Listing.Gone(RelPath.of(path));
  }

  private @Nullable Changes read(Listing.Item... items) throws Exception {
    return read(Stream.of(items));
  }

  private @Nullable Changes read(Stream<? extends Listing.Item> items) throws Exception {
    Iterator<? extends Listing.Item> all = items.iterator();
    Listing listing =
        new Listing() {
          @Override
          public Item next() {
            return all.next();
          }

          @Override
          public void close() {}
        };
    FilterSet filter = FilterSet.of(List.of(Rule.exclude("*.swp")));
    return Changes.read(listing, filter.cursor(), shown::add, new Cancel());
  }

  @Test
  void whatDiffersComesInAnyOrder() throws Exception {
    Changes changes = read(found("z"), appeared("m"), gone("a"), appeared("b"), END);
    assertNotNull(changes);
    assertEquals(1, changes.grown());
    assertEquals(
        Set.of("a", "b", "m", "z"),
        changes.seen().keySet().stream()
            .map(RelPath::toString)
            .collect(java.util.stream.Collectors.toSet()));
    assertEquals(Seen.ABSENT, changes.seen().get(RelPath.of("a")));
    assertEquals(List.of("z", "m", "a", "b"), shown.stream().map(RelPath::toString).toList());
  }

  @Test
  void whatIsExcludedIsNeitherCountedNorTold() throws Exception {
    Changes changes = read(appeared("x.swp"), gone("y.swp"), found("z.swp"), END);
    assertNotNull(changes);
    assertEquals(0, changes.grown());
    assertEquals(0, changes.seen().size());
    assertEquals(0, shown.size());
  }

  @Test
  void whatCanNotBeTrustedNeedsWholeListings() throws Exception {
    assertNull(read(found("a"), found("a"), END), "named twice");
    assertNull(read(gone("a"), appeared("a"), END), "named twice");
    assertNull(read(found("a", "not readable"), END));
    assertNull(read(new Listing.Trouble(RelPath.of("a"), "no"), END));
    assertNull(read(found("a"), new Listing.End(0, "cut off", Instant.EPOCH, false)));
  }

  @Test
  void tooManyAreNotHeld() throws Exception {
    assertNull(
        read(IntStream.rangeClosed(0, KeptListings.MOST).mapToObj(i -> appeared("f" + i))),
        "the rest is not even read");
  }
}
