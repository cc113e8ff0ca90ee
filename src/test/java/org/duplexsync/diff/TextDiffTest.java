package org.duplexsync.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.duplexsync.model.Bytes;
import org.junit.jupiter.api.Test;

class TextDiffTest {
  @Test
  void changedLinesStandWithTheirContext() {
    List<String> lines =
        TextDiff.unified("a", Bytes.of("1\n2\n3\n"), "b", Bytes.of("1\nzwei\n3\n"));
    assertEquals(List.of("--- a", "+++ b", "@@ -1,3 +1,3 @@", " 1", "-2", "+zwei", " 3"), lines);
  }

  @Test
  void equalTextsHaveNoDifference() {
    assertEquals(List.of(), TextDiff.unified("a", Bytes.of("x\n"), "b", Bytes.of("x\n")));
    assertEquals(List.of(), TextDiff.unified("a", Bytes.of(""), "b", Bytes.of("")));
  }

  @Test
  void whatIsNoUtf8IsStillCompared() {
    Bytes latin = Bytes.of(new byte[] {(byte) 0xe9, '\n'});
    assertTrue(TextDiff.isText(latin));
    assertEquals(5, TextDiff.unified("a", latin, "b", Bytes.of("e\n")).size());
  }

  @Test
  void aNulMeansBinary() {
    assertFalse(TextDiff.isText(Bytes.of(new byte[] {'a', 0})));
    assertTrue(TextDiff.isText(Bytes.of("a")));
  }
}
