package org.duplexsync.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.duplexsync.Await;
import org.duplexsync.control.Condition;
import org.duplexsync.control.PairInfo;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

@Timeout(60)
class EventCommandTest {
  private static final Instant AT = Instant.parse("2026-11-22T16:15:00Z");

  @TempDir Path directory;
  private final BlockingQueue<String> logged = new LinkedBlockingQueue<>();
  private final Log log = Log.plain(logged::add, InstantSource.fixed(AT), ZoneOffset.UTC);

  private static Event outage(String pair) {
    return event(Event.Kind.OUTAGE, pair);
  }

  private static Event event(Event.Kind kind, String pair) {
    PairInfo info = new PairInfo(pair, "a@x:/a", "b@y:/b", "x", "y");
    var gone = new EngineState.Unreachable(Side.B, "no route to \"y\"\n", AT, AT, 3);
    return new Event(kind, info, Condition.of(gone, info), AT, 1);
  }

  private List<String> kinds() throws Exception {
    return runs().stream().map(run -> run.get("event").asString()).sorted().toList();
  }

  private static EventCommand.Pace pace(int gather, int pause, int limit) {
    return new EventCommand.Pace(
        Duration.ofMillis(gather), Duration.ofMillis(pause), Duration.ofMillis(limit));
  }

  private EventCommand command(EventCommand.Pace pace, String script) {
    return new EventCommand("web", List.of("/bin/sh", "-c", script), pace, log);
  }

  /** Each run writes a file of its own, whole when it has its name. */
  private String keep() {
    return "cat > %1$s/.$$; mv %1$s/.$$ %1$s/ran.$$".formatted(directory);
  }

  private List<JsonNode> runs() throws Exception {
    try (var files = Files.list(directory)) {
      return files
          .filter(path -> path.getFileName().toString().startsWith("ran."))
          .map(path -> new ObjectMapper().readTree(path.toFile()))
          .toList();
    }
  }

  @Test
  void whatHappensTogetherIsToldTogetherOnStandardInput() throws Exception {
    try (EventCommand command = command(pace(200, 60_000, 20_000), keep())) {
      command.tell(outage("images"));
      command.tell(outage("cgi-bins"));
      command.tell(outage("images"));
    }
    JsonNode told = runs().getFirst();
    assertEquals(1, runs().size());
    assertEquals("outage", told.get("event").asString());
    assertEquals("web", told.get("job").asString());
    assertEquals(2, told.get("pairs").size());
    assertEquals("y", told.at("/pairs/0/host").asString());
    assertEquals(
        "y: no route to \"y\"\n; 3 changes queued on x", told.at("/pairs/0/sentence").asString());
    assertEquals(2, told.at("/pairs/0/times").asInt());
  }

  @Test
  void aStormIsOneRunInEachPause() throws Exception {
    try (EventCommand command = command(pace(0, 60_000, 20_000), keep())) {
      command.tell(outage("images"));
      Await.until("it ran once", () -> !runs().isEmpty());
      for (int i = 0; i < 1000; i++) {
        command.tell(outage("images"));
      }
      // what is due first goes first: without the pause that would be the storm
      command.tell(event(Event.Kind.STOPPED, "images"));
      Await.until("a later one of another kind ran", () -> kinds().contains("stopped"));
      assertEquals(List.of("outage", "stopped"), kinds(), "the pause is not over");
    }
    assertEquals(List.of("outage", "outage", "stopped"), kinds(), "the end tells what waits");
  }

  @Test
  void oneThatHangsIsEndedAndNobodyWaitsForIt() throws Exception {
    try (EventCommand command = command(pace(0, 0, 3000), "sleep 600 & sleep 600")) {
      long before = System.nanoTime();
      command.tell(outage("images"));
      assertTrue(System.nanoTime() - before < TimeUnit.MILLISECONDS.toNanos(1500));
      String said = logged.poll(20, TimeUnit.SECONDS);
      assertTrue(String.valueOf(said).contains("took longer"), said);
    }
  }

  @Test
  void oneThatPrintsMuchIsNoHindranceAndItsFirstWordsAreLogged() throws Exception {
    String much = "echo begun; yes xxxx | head -c 3000000; exit 1";
    try (EventCommand command = command(pace(0, 0, 20_000), much)) {
      command.tell(outage("images"));
      String said = String.valueOf(logged.poll(20, TimeUnit.SECONDS));
      assertTrue(said.contains("ended with 1: begun | x"), said);
      assertTrue(said.length() < 2000, "not all of it");
    }
  }

  @Test
  void whoEndsWaitsForItNoLongerThanItMay() throws Exception {
    EventCommand command =
        command(pace(0, 0, 20_000), "touch %s/begun; sleep 9".formatted(directory));
    command.tell(outage("images"));
    Await.until("it runs", () -> Files.exists(directory.resolve("begun")));
    long before = System.nanoTime();
    command.close(Duration.ofMillis(100));
    assertTrue(System.nanoTime() - before < TimeUnit.MILLISECONDS.toNanos(1500));
  }

  @Test
  void itsFailureIsLoggedWithItsWordsInOneLine() throws Exception {
    try (EventCommand command = command(pace(0, 0, 20_000), "printf 'no\\nmail'; exit 3")) {
      command.tell(outage("images"));
      String said = logged.poll(20, TimeUnit.SECONDS);
      assertTrue(String.valueOf(said).endsWith("ended with 3: no | mail"), said);
    }
    try (EventCommand missing =
        new EventCommand("web", List.of("/nowhere"), pace(0, 0, 20_000), log)) {
      missing.tell(outage("images"));
      String said = logged.poll(20, TimeUnit.SECONDS);
      assertTrue(String.valueOf(said).contains("can't be started"), said);
    }
  }
}
