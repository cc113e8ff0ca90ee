package org.duplexsync.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.RelPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterSetTest {
  private static FilterSet filter(String... rules) {
    return FilterSet.of(Arrays.stream(rules).map(Rule::filter).toList());
  }

  /** The examples of rsync(1), a slash at the end of a path for a directory. */
  @ParameterizedTest
  @CsvSource({
    "*.o, a/b.o, true",
    "/foo, foo, true",
    "/foo, a/foo, false",
    "foo/, a/foo/, true",
    "foo/, a/foo, false",
    "foo/bar, x/foo/bar, true",
    "foo/*/bar, x/foo/y/bar, true",
    "foo/*/bar, x/foo/bar, false",
    "/foo/**/bar, foo/a/b/bar, true",
    "/foo/**/bar, foo/bar, false",
    "dir_name/***, dir_name/, true",
    "dir_name/***, dir_name/x, true",
    "/cache/**, cache/, false",
    "/cache/**, cache/x, true",
    "**/foo, foo, true",
    "/**/foo, foo, false",
    "foo\\bar, foo\\bar, true",
    "foo\\bar*, foobar1, true",
    "foo/, foo/x/y, true",
  })
  void manualPage(String pattern, String path, boolean excluded) {
    boolean directory = path.endsWith("/");
    RelPath rel = RelPath.of(directory ? path.substring(0, path.length() - 1) : path);
    assertEquals(excluded, filter("- " + pattern).excludes(rel, directory));
  }

  @Test
  void firstMatchWins() {
    FilterSet onlyC = filter("+ */", "+ *.c", "- *");
    assertFalse(onlyC.excludes(RelPath.of("a/b/x.c"), false));
    assertTrue(onlyC.excludes(RelPath.of("a/b/x.h"), false));
    FilterSet deep = filter("+ a/b/wanted", "- a/b/");
    assertTrue(deep.excludes(RelPath.of("a/b/wanted"), false), "nothing rescues from below");
  }

  @Test
  void rootIsNeverExcluded() {
    assertFalse(filter("- *", "- **").excludes(RelPath.ROOT, true));
  }

  @Test
  void hostilePatternsAndNamesTakeLinearTime() {
    String stars = "*a".repeat(100) + "**b" + "*a".repeat(100) + "c";
    FilterSet filter = filter("- " + stars, "- **" + stars, "- /**a**a**a**a**a**a**a**a**b");
    RelPath path = RelPath.of(("a".repeat(200) + "/").repeat(20) + "a");
    assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertFalse(filter.excludes(path, false)));
  }

  @Test
  void cursorAgreesInAnyOrder() {
    long seed = Long.getLong("duplex.seed", 20261122);
    GeneratedRules generated = new GeneratedRules(seed);
    for (int i = 0; i < 300; i++) {
      FilterSet filter = FilterSet.of(generated.rules());
      var tree = generated.tree(100);
      List<RelPath> paths = new java.util.ArrayList<>(tree.keySet());
      java.util.Collections.shuffle(paths, new java.util.Random(seed + i));
      FilterCursor cursor = filter.cursor();
      for (RelPath path : paths) {
        boolean directory = Boolean.TRUE.equals(tree.get(path));
        assertEquals(
            filter.excludes(path, directory),
            cursor.excludes(path, directory),
            path + " by " + filter.rules() + " seed " + seed);
      }
    }
  }

  @Test
  void digestChangesWithTheRules() {
    assertEquals(filter("- a", "+ b").digest(), filter("- a", "+ b").digest());
    assertNotEquals(filter("- a", "+ b").digest(), filter("+ b", "- a").digest());
    assertNotEquals(filter("- a").digest(), filter("+ a").digest());
    assertNotEquals(filter("- ab").digest(), filter("- a", "- b").digest());
    assertNotEquals(FilterSet.NONE.digest(), filter("- a").digest());
  }

  @Test
  void prunesOnlyWhatNothingRescues() {
    Prunes prunes =
        filter("- /cache/", "- .git", "+ tmp*", "- tmp/", "- node/***", "- /log/**", "- *.swp/")
            .prunes();
    assertEquals(java.util.Set.of(RelPath.of("cache")), prunes.paths());
    assertEquals(java.util.Set.of(Bytes.of(".git"), Bytes.of("node")), prunes.names());
    assertEquals(java.util.Set.of(), prunes.hollow());
    assertEquals(
        java.util.Set.of(RelPath.of("cache")), filter("- *.swp", "- /cache/**").prunes().hollow());
    assertEquals(java.util.Set.of(), filter("+ /a/keep/", "- keep").prunes().names());
    assertEquals(java.util.Set.of(), filter("+ /a", "- /a").prunes().paths());
  }
}
