package org.duplexsync.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.duplexsync.model.EngineState;
import org.duplexsync.model.LiveStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineCommandTest {
  private final Shell shell = new Shell();

  @ParameterizedTest
  @CsvSource({"pause,paused", "resume,goes on", "retry,tries at once", "stop,stopped"})
  void theRunningEngineIsTold(String command, String told) {
    shell.pair.state = new EngineState.Live(LiveStatus.NONE, FakePair.AT);
    assertEquals(0, shell.run(command, "web.json"));
    assertTrue(shell.pair.asked.contains(command), shell.pair.asked.toString());
    assertEquals("images: " + told + "\n", shell.out());
    assertEquals(0, shell.run(command, "web.json", "--json"));
    assertEquals(told, shell.json().get("pairs").get(0).get("told").asString());
    assertEquals(0, shell.json().get("exit").asInt());
  }

  @Test
  void whereNoneRunsThatIsADocumentToo() {
    assertEquals(3, shell.run("pause", "web.json", "--json"));
    assertEquals(3, shell.json().get("exit").asInt());
    assertTrue(shell.out().contains("no engine runs it"), shell.out());
  }
}
