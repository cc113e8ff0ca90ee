package org.duplexsync.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.duplexsync.model.Bucket;
import org.duplexsync.model.Choice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What all commands have in common: help, arguments that are not understood, one document. */
class CommandLineTest {
  private final Shell shell = new Shell();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check",
        "compare",
        "review",
        "sync",
        "request",
        "versions",
        "restore",
        "status",
        "pause",
        "resume",
        "retry",
        "stop"
      })
  void eachCommandHasHelp(String command) {
    for (String asked : new String[] {"--help", "-h"}) {
      assertEquals(0, shell.run(command, asked));
      assertTrue(shell.out().startsWith("Usage: duplex " + command), shell.out());
    }
    String own = shell.out();
    assertEquals(0, shell.run("help", command));
    assertEquals(own, shell.out());
  }

  @Test
  void whatIsAmissIsSaidInTwoLines() {
    assertEquals(3, shell.run("sync", "web.json"));
    assertEquals(
        "duplex: Missing required option: '--approve=safe|all|none'.\nType: duplex sync --help\n",
        shell.err());
    assertEquals(3, shell.run("comapre", "web.json"));
    assertTrue(shell.err().startsWith("duplex: 'comapre' is no command."), shell.err());
    assertTrue(shell.err().contains("Did you mean"), shell.err());
    assertEquals(3, shell.run("compare", "web.json", "more"));
    assertTrue(shell.err().contains("'more' is one word too many"), shell.err());
    assertEquals(3, shell.run("compare", "web.json", "--jsno"));
    assertTrue(shell.err().contains("'--jsno' is no option here."), shell.err());
  }

  @Test
  void aWordThatIsNoneOfThoseIsToldWhichThereAre() {
    assertEquals(3, shell.run("sync", "web.json", "--approve", "most"));
    assertTrue(shell.err().startsWith("duplex: 'most' is none of safe|all|none."), shell.err());
    assertEquals(3, shell.run("request", "web.json", "move", "x"));
    assertTrue(shell.err().startsWith("duplex: 'move' is none of copy|delete|exclude."));
  }

  @Test
  void whoOnlyLooksIsToldNothingBeside() {
    assertEquals(0, shell.run("status", "web.json"));
    assertEquals("", shell.err());
    assertEquals(3, shell.run("versions", "web.json", "--limit", "0"));
    assertTrue(shell.err().contains("--limit wants a number above 0"), shell.err());
  }

  @Test
  void whatWaitsIsToldWithHowToDecide() {
    shell.pair.add("new.txt", Bucket.NEW, true, Choice.A_TO_B);
    assertEquals(1, shell.run("status", "web.json"));
    assertTrue(shell.out().contains("To decide: duplex review web.json\n"), shell.out());
  }

  @Test
  void thatIsADocumentToo() {
    assertEquals(3, shell.run("sync", "web.json", "--json"));
    assertEquals(3, shell.json().get("exit").asInt());
    assertEquals("ARGUMENTS", shell.json().get("errors").get(0).get("kind").asString());
    assertEquals(3, shell.run("comapre", "web.json", "--json"));
    assertEquals(3, shell.json().get("exit").asInt());
  }

  @Test
  void whatIsAskedAndToldBesideADocumentIsNotInIt() {
    shell.pair.add("new.txt", Bucket.NEW, true, Choice.A_TO_B);
    assertEquals(0, shell.typing("yes\n", "sync", "web.json", "--approve", "all", "--json"));
    assertEquals(0, shell.json().get("exit").asInt());
    assertTrue(shell.err().contains("Type 'yes'"), shell.err());
    assertEquals(0, shell.typing("\nyes\n", "review", "web.json", "--json"));
    assertEquals(0, shell.json().get("exit").asInt());
    assertTrue(shell.err().contains("[--> tgt-b]"), shell.err());
  }

  @Test
  void aDocumentThatAFailureCutIsWholeAndSaysSo() {
    shell.pair.add("new.txt", Bucket.NEW, true, Choice.A_TO_B);
    shell.pair.whenCompared =
        () -> {
          throw new IllegalStateException("a fault");
        };
    assertEquals(3, shell.run("compare", "web.json", "--json"));
    assertEquals("UNEXPECTED", shell.json().get("errors").get(0).get("kind").asString());
    assertTrue(shell.err().contains("a fault"), shell.err());
  }

  @Test
  void aChoiceThatARowDoesNotOfferIsAnsweredWithTheKeysThatItDoes() {
    shell.pair.add("new.txt", Bucket.NEW, true, Choice.A_TO_B);
    shell.typing("k\nq\n", "review", "web.json");
    assertTrue(
        shell.out().contains("possible: --> tgt-b (>), <-- tgt-a (<), wait (s)\n"), shell.out());
  }

  @Test
  void whereAnExportCanNotGoIsToldBeforeTheCompare() {
    for (String file : new String[] {"plan.txt", "/no/such/place/plan.csv"}) {
      assertEquals(3, shell.run("compare", "web.json", "--export", file));
      assertFalse(shell.pair.asked.toString().contains("compare"), shell.pair.asked.toString());
      assertTrue(shell.err().contains(file.substring(file.lastIndexOf('/') + 1)), shell.err());
    }
  }
}
