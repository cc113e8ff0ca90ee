package org.duplexsync.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.duplexsync.control.ControlException;
import org.duplexsync.model.RelPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathsTest {
  @Test
  void whatIsShownCanBeTyped() throws ControlException {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      byte[] name = new byte[1 + random.nextInt(12)];
      for (int at = 0; at < name.length; at++) {
        String often = "\\\\\\xn\n\t\r0a9fA é\u202e";
        byte[] some = often.getBytes(UTF_8);
        name[at] =
            random.nextInt(3) == 0
                ? (byte) (1 + random.nextInt(255))
                : some[random.nextInt(some.length)];
        name[at] = name[at] == '/' ? (byte) '-' : name[at];
      }
      if (name[0] != '.') {
        RelPath path = RelPath.of(name);
        assertArrayEquals(name, Paths.of(path.toString()).toArray(), path.toString());
      }
    }
  }

  @Test
  void aBackslashThatBeginsNoEscapeIsOne() throws ControlException {
    assertArrayEquals("a\\b\\xfg\\".getBytes(UTF_8), Paths.of("a\\b\\xfg\\").toArray());
    assertEquals(RelPath.ROOT, Paths.of("."));
    assertEquals(RelPath.of("d"), Paths.of("d//"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc", "../x", "a//b", "a\\x00b", "\\x2e\\x2e/x", "a/\\x2e"})
  void whatLeadsElsewhereIsNoPath(String text) {
    ControlException e = assertThrows(ControlException.class, () -> Paths.of(text));
    String said = String.valueOf(e.getMessage());
    assertTrue(said.contains("no path below the roots"), said);
  }
}
