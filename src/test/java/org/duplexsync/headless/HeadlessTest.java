package org.duplexsync.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.duplexsync.Await;
import org.duplexsync.control.JobControl;
import org.duplexsync.control.LiveControl;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.PairInfo;
import org.duplexsync.control.Subscription;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.LiveStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.ObjectMapper;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HeadlessTest {
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private final List<Consumer<EngineState>> listeners = new CopyOnWriteArrayList<>();
  private volatile EngineState state = new EngineState.Stopped();
  private volatile Instant pulse = Instant.now();

  /** How far the clock was moved. */
  private volatile Duration moved = Duration.ZERO;

  private final List<String> logged = new CopyOnWriteArrayList<>();
  private @Nullable Path statusFile;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  private Object asked(String method, Object[] arguments) {
    return switch (method) {
      case "info" -> new PairInfo("images", "a@x:/a", "b@y:/b", "x", "y");
      case "state" -> state;
      case "pulse" -> pulse;
      case "live" -> fake(LiveControl.class);
      case "listen" -> {
        @SuppressWarnings("unchecked")
        var listener = (Consumer<EngineState>) arguments[0];
        listeners.add(listener);
        listener.accept(state);
        Subscription nothing = () -> {};
        yield nothing;
      }
      case "stop" -> {
        become(new EngineState.Stopped());
        yield "";
      }
      default -> "";
    };
  }

  private <T> T fake(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Object answer = asked(method.getName(), arguments);
              return method.getReturnType() == void.class ? null : answer;
            }));
  }

  private void become(EngineState next) {
    state = next;
    listeners.forEach(listener -> listener.accept(next));
  }

  private Headless headless(boolean insist) {
    PairControl pair = fake(PairControl.class);
    JobControl job =
        new JobControl() {
          @Override
          public String name() {
            return "web";
          }

          @Override
          public List<PairControl> pairs() {
            return List.of(pair);
          }

          @Override
          public void close() {}
        };
    return new Headless(
        job,
        new Headless.Options("test", insist, statusFile, Duration.ofSeconds(1), List.of()),
        Log.journal(logged::add),
        new ServiceManager(sent::add, Duration.ofSeconds(2)),
        () -> Instant.now().plus(moved));
  }

  private static CompletableFuture<Boolean> running(Headless headless) {
    return CompletableFuture.supplyAsync(() -> {
      try {
        return headless.run();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    });
  }

  private void awaitSent(String word) throws Exception {
    Await.until(() -> word + " is told, not only " + sent, () -> sent.contains(word));
  }

  private static EngineState live() {
    return new EngineState.Live(LiveStatus.NONE, Instant.now());
  }

  @Test
  void aStartThatTakesAMomentToShowIsNoEndAndIsNotReady() throws Exception {
    Headless headless = headless(true);
    CompletableFuture<Boolean> run = running(headless);
    awaitSent("EXTEND_TIMEOUT_USEC=120000000");
    assertFalse(run.isDone());
    become(new EngineState.Connecting(null, Instant.now()));
    awaitSent("STATUS=images: connecting to x and y");
    assertFalse(sent.contains("READY=1"), sent.toString());
    become(live());
    awaitSent("READY=1");
    assertTrue(headless.end(Duration.ofSeconds(4)));
    assertTrue(run.get(10, TimeUnit.SECONDS));
    assertTrue(sent.contains("STOPPING=1"));
  }

  @Test
  void theWatchdogGoesHungryWhenTheEngineGivesNoSignOfLife() throws Exception {
    pulse = Instant.now().minusSeconds(3600);
    Headless headless = headless(true);
    become(live());
    CompletableFuture<Boolean> run = running(headless);
    awaitSent("READY=1");
    // told by a later round: the one that said ready has come to its end
    become(new EngineState.Paused(LiveStatus.NONE, Instant.now()));
    awaitSent("STATUS=images: paused, 0 changes queued");
    become(live());
    awaitSent("STATUS=images: going live");
    assertFalse(sent.contains("WATCHDOG=1"), sent.toString());
    pulse = Instant.now();
    awaitSent("WATCHDOG=1");
    headless.end(Duration.ofSeconds(4));
    run.get(10, TimeUnit.SECONDS);
  }

  @Test
  void aClockThatIsSetBackLetsNeitherTheWatchdogNorTheStatusFileGoHungry() throws Exception {
    Path status = directory.resolve("status");
    statusFile = status;
    Headless headless = headless(true);
    CompletableFuture<Boolean> run = running(headless);
    become(live());
    awaitSent("WATCHDOG=1");
    moved = Duration.ofHours(-1);
    sent.clear();
    Instant late = Instant.now().minusSeconds(1800);
    Await.until(
        "it is written anew",
        () -> {
          var written = new ObjectMapper().readTree(status.toFile()).get("written").asString();
          return Instant.parse(written).isBefore(late);
        });
    awaitSent("WATCHDOG=1");
    headless.end(Duration.ofSeconds(4));
    run.get(10, TimeUnit.SECONDS);
  }

  @Test
  void aStatusFileThatCanNotBeWrittenIsSaidOnce() throws Exception {
    statusFile = directory.resolve("missing").resolve("status");
    Headless headless = headless(true);
    CompletableFuture<Boolean> run = running(headless);
    become(live());
    awaitSent("WATCHDOG=1");
    sent.clear();
    // three rounds and more, of which each should have written it
    awaitSent("WATCHDOG=1");
    sent.clear();
    awaitSent("WATCHDOG=1");
    assertEquals(1, said("the status file can't be written"), logged::toString);
    Files.createDirectory(directory.resolve("missing"));
    Await.until("it is written", () -> Files.exists(statusFile));
    headless.end(Duration.ofSeconds(4));
    run.get(10, TimeUnit.SECONDS);
  }

  private long said(String words) {
    return logged.stream().filter(line -> line.contains(words)).count();
  }

  @Test
  void aPairThatFailsEndsItWithTrouble() throws Exception {
    CompletableFuture<Boolean> run = running(headless(true));
    become(live());
    become(new EngineState.Failed(null, "the disk is full", Instant.now()));
    assertEquals(false, run.get(10, TimeUnit.SECONDS));
  }
}
