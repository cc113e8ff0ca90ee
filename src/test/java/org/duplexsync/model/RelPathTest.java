package org.duplexsync.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelPathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"/etc/passwd", "a//b", "a/", "..", "../x", "a/../b", ".", "./a", "a/.", "a\0b"})
  void whatCouldLeaveTheRootIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> RelPath.of(text));
  }

  @Test
  void tooLongNamesAndPathsAreRefused() {
    assertEquals(255, RelPath.of("x".repeat(255)).length());
    assertThrows(IllegalArgumentException.class, () -> RelPath.of("x".repeat(256)));
    assertThrows(IllegalArgumentException.class, () -> RelPath.of("xx/".repeat(1400) + "x"));
  }

  @Test
  void aDirectoryHoldsNamesUpToTheLongestPath() {
    RelPath deep = RelPath.of("d/".repeat(2_040) + "12345");
    assertEquals(4_085, deep.length());
    assertTrue(deep.canHold(Bytes.of("ninebytes")));
    assertEquals(4_095, deep.child(Bytes.of("ninebytes")).length());
    assertFalse(deep.canHold(Bytes.of("ten bytes!")));
    assertThrows(IllegalArgumentException.class, () -> deep.child(Bytes.of("ten bytes!")));
    assertTrue(RelPath.ROOT.canHold(Bytes.of("n".repeat(255))));
  }

  @Test
  void oddNamesArePaths() {
    for (String name : List.of("...", "-rf", " ", "a\nb", "*?[x]", "\"'`$(id)", ".hidden", "..a")) {
      assertEquals(
          name, new String(RelPath.of(name).toArray(), java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  @Test
  void orderIsThatOfBytes() {
    List<String> sorted =
        Stream.of("a/x", "a", "a0", "a.txt", "\u00e9", "Z")
            .map(RelPath::of)
            .sorted()
            .map(RelPath::toString)
            .toList();
    assertEquals(List.of("Z", "a", "a.txt", "a/x", "a0", "\u00e9"), sorted);
  }

  @Test
  void familyRelations() {
    RelPath path = RelPath.of("a/b/c");
    assertEquals(RelPath.of("a/b"), path.parent());
    assertEquals(RelPath.ROOT, RelPath.of("a").parent());
    assertNull(RelPath.ROOT.parent());
    assertEquals(Bytes.of("c"), path.name());
    assertEquals(path, RelPath.of("a/b").child(Bytes.of("c")));
    assertEquals(3, path.depth());
    assertTrue(RelPath.of("a").contains(path));
    assertTrue(RelPath.ROOT.contains(path));
    assertFalse(path.contains(path));
    assertFalse(RelPath.of("a").contains(RelPath.of("ab")));
    assertThrows(IllegalArgumentException.class, () -> RelPath.of("a").child(Bytes.of("..")));
  }

  @Test
  void whatIsBeyondADirectoryHasAllOfItBefore() {
    RelPath directory = RelPath.of("a");
    for (String before : List.of("Z", "a", "a.txt", "a/x", "a/z/z")) {
      assertFalse(RelPath.of(before).isBeyond(directory), before);
    }
    for (String beyond : List.of("a0", "aa", "b", "a\u00e9", "\u00e9")) {
      assertTrue(RelPath.of(beyond).isBeyond(directory), beyond);
    }
    assertFalse(RelPath.ROOT.isBeyond(directory));
    assertFalse(directory.isBeyond(RelPath.ROOT));
    assertFalse(RelPath.of("a").isBeyond(RelPath.of("a/b")));
  }

  @Test
  void rebaseMovesBelowAnotherDirectory() {
    assertEquals(RelPath.of("n/b/c"), RelPath.of("a/b/c").rebase(RelPath.of("a"), RelPath.of("n")));
    assertEquals(RelPath.of("n"), RelPath.of("a").rebase(RelPath.of("a"), RelPath.of("n")));
    assertThrows(
        IllegalArgumentException.class,
        () -> RelPath.of("ab").rebase(RelPath.of("a"), RelPath.of("n")));
  }

  @Test
  void shownEscaped() {
    assertEquals("a\\nb\\\\\\x1b[0m", RelPath.of("a\nb\\\u001b[0m").toString());
    assertEquals("\\xff\\xfe", RelPath.of(new byte[] {(byte) 0xff, (byte) 0xfe}).toString());
    assertEquals("x\\xe2\\x80\\xaegpj", RelPath.of("x\u202egpj").toString());
    assertEquals("日本.png", RelPath.of("日本.png").toString());
  }
}
