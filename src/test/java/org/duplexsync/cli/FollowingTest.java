package org.duplexsync.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.LiveStatus;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

@Timeout(60)
class FollowingTest {
  private static final EngineState LIVE = new EngineState.Live(LiveStatus.NONE, FakePair.AT);

  private final Shell shell = new Shell();

  private FakePair running(FakePair pair, EngineState... heard) {
    pair.state = LIVE;
    pair.heard = List.of(heard);
    return pair;
  }

  @Test
  void allPairsAreFollowedAtOnce() {
    FakePair second = new FakePair();
    second.name = "cgi-bins";
    // the first says no more until the second has ended
    running(shell.pair, LIVE, LIVE);
    running(second, new EngineState.Connecting(Side.B, FakePair.AT), new EngineState.Stopped());
    second.whenListened = () -> shell.pair.listener.accept(new EngineState.Stopped());
    assertEquals(0, shell.with(second).run("status", "web.json", "--follow"));
    assertEquals(
        List.of(
            "images: going live",
            "cgi-bins: connecting to tgt-b",
            "cgi-bins: stopped",
            "images: stopped"),
        shell.out().lines().toList());
  }

  @Test
  void aPairThatEndsDoesNotEndTheOthers() {
    FakePair second = new FakePair();
    second.name = "cgi-bins";
    running(shell.pair, new EngineState.Failed(Side.A, "no root", FakePair.AT));
    running(second, LIVE, new EngineState.Stopped());
    assertEquals(3, shell.with(second).run("status", "web.json", "--follow"));
    assertTrue(shell.out().endsWith("cgi-bins: going live\ncgi-bins: stopped\n"), shell.out());
  }

  @Test
  void withJsonEachLineIsADocumentAlsoTheReasonThatThereIsNone() {
    running(shell.pair, LIVE, new EngineState.Stopped());
    assertEquals(0, shell.run("status", "web.json", "--follow", "--json"));
    for (String line : shell.out().lines().toList()) {
      assertEquals("images", new ObjectMapper().readTree(line).get("pair").asString());
    }
    shell.pair.state = new EngineState.Stopped();
    assertEquals(3, shell.run("status", "web.json", "--follow", "--json"));
    JsonNode last = new ObjectMapper().readTree(shell.out());
    assertEquals(3, last.get("exit").asInt());
    assertTrue(
        last.get("errors").get(0).get("message").asString().contains("nothing to follow"),
        shell.out());
  }
}
