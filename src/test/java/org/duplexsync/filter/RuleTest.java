package org.duplexsync.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.duplexsync.model.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleTest {
  @Test
  void prefixesTurnRulesAround() {
    assertEquals(new Rule(false, Bytes.of("*.o")), Rule.exclude("*.o"));
    assertEquals(new Rule(true, Bytes.of("*.o")), Rule.exclude("+ *.o"));
    assertEquals(new Rule(false, Bytes.of("x")), Rule.include("- x"));
    assertEquals(new Rule(true, Bytes.of("+x")), Rule.include("+x"));
    assertEquals(new Rule(false, Bytes.of("!x")), Rule.exclude("!x"));
  }

  @Test
  void filterRulesHaveAPrefix() {
    assertEquals(new Rule(true, Bytes.of("*.png")), Rule.filter("+ *.png"));
    assertEquals(new Rule(false, Bytes.of("*")), Rule.filter("-_*"));
    assertEquals(new Rule(false, Bytes.of("a b")), Rule.filter("exclude a b"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*.png         | write \"- *.png\"",
        ". /etc/rules  | merge files",
        "dir-merge .f  | merge files",
        "hide x        | one side",
        "P x           | one side",
        "-! */         | modifiers",
        "-/ /etc       | modifiers",
        "- [ab         | close it with \"]\"",
        "- x[[:foo:]]  | unknown [:name:]",
        "- *x\\        | backslash",
        "- /           | the root itself",
        "- !           | clears rules",
        "- a//b        | write one slash"
      })
  void whatIsNoRuleIsRefused(String text, String says) {
    var refused = assertThrows(PatternException.class, () -> Rule.filter(text));
    assertTrue(String.valueOf(refused.getMessage()).contains(says), refused.getMessage());
  }

  @Test
  void boundsHold() {
    assertThrows(PatternException.class, () -> Rule.exclude(""));
    assertThrows(PatternException.class, () -> Rule.exclude("a\0b"));
    assertThrows(PatternException.class, () -> Rule.exclude("\ud800"));
    assertThrows(PatternException.class, () -> Rule.exclude("x".repeat(1025)));
  }
}
