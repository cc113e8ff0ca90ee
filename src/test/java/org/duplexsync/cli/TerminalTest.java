package org.duplexsync.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private static final String CLEAR = "\r\u001b[K";

  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(screen, true, UTF_8);

  private Terminal terminal(String input, Terminal.Look look) {
    return Terminal.of(new ByteArrayInputStream(input.getBytes(UTF_8)), stream, stream, look);
  }

  private String screen() {
    return screen.toString(UTF_8);
  }

  @Test
  void aLineNeverHangsOnTheProgress() {
    Terminal terminal = terminal("yes\n", new Terminal.Look(false, true));
    terminal.rewrite("connecting");
    terminal.note("The key is not known.");
    terminal.rewrite("connecting");
    assertEquals("yes", terminal.ask("Trust it? "));
    String progress = "\u001b[?7lconnecting\u001b[?7h";
    assertEquals(
        progress + CLEAR + "The key is not known.\n" + progress + CLEAR + "Trust it? ", screen());
  }

  @Test
  void anUnansweredQuestionEndsItsLine() {
    assertNull(terminal("", Terminal.Look.PLAIN).ask("Type 'yes': "));
    assertEquals("Type 'yes': \n", screen());
  }

  @Test
  void aTerminalThatCanNotOverwriteIsToldLines() {
    Terminal terminal = terminal("", Terminal.Look.PLAIN);
    terminal.rewrite("connecting");
    assertEquals("", screen());
    assertFalse(terminal.rewrites());
  }

  @Test
  void aReaderThatWentAwayIsNoFullDisk() {
    assertEquals("The output was not read to its end.", Terminal.lost("pipe:[4711]"));
    assertEquals(
        "The output could not be written whole: is the disk full?", Terminal.lost("/var/x.json"));
  }
}
