package org.duplexsync.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.duplexsync.model.RelPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactPathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "css/site.css",
        "x*y",
        "a?b",
        "[a]",
        "back\\slash",
        "back\\slash*",
        "- a",
        "#c",
        "!",
        "end ",
        "new\nline",
        "\u00fcber/\u65e5\u672c",
        "***",
        "a**",
        "dir/***"
      })
  void aRuleHidesThePathAndNothingBesideIt(String name) {
    RelPath path = RelPath.of(name);
    FilterSet set = FilterSet.of(List.of(Rule.exclude(ExactPath.pattern(path))));
    assertTrue(set.excludes(path, false));
    assertTrue(set.excludes(path, true));
    assertTrue(set.excludes(RelPath.of(name + "/below"), false));
    assertFalse(set.excludes(RelPath.of(name + "x"), false));
    assertFalse(set.excludes(RelPath.of("elsewhere/" + name), false));
    assertFalse(set.excludes(RelPath.of("zzz"), false));
  }

  @Test
  void bytesThatAreNoTextAreMatchedByPlace() {
    RelPath path = RelPath.of(new byte[] {'a', (byte) 0xff, '*', 'b'});
    assertEquals("/a?\\*b", ExactPath.pattern(path));
    FilterSet set = FilterSet.of(List.of(Rule.exclude(ExactPath.pattern(path))));
    assertTrue(set.excludes(path, false));
    assertFalse(set.excludes(RelPath.of("axxb"), false));
  }
}
