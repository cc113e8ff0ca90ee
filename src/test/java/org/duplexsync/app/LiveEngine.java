package org.duplexsync.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** {@code duplex run} as a process of its own, and what is to be known of it from outside. */
final class LiveEngine implements AutoCloseable {
  private final LabJob job;
  private Process process;

  LiveEngine(LabJob job) {
    this.job = job;
    this.process = start(job);
  }

  private static Process start(LabJob job) {
    try {
      return job.start("run");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  LabJob job() {
    return job;
  }

  long pid() {
    return process.pid();
  }

  void kill() {
    process.destroyForcibly().onExit().join();
  }

  void restart() {
    process = start(job);
  }

  /** Ends it as an operator would; within 5 seconds. */
  void stop() {
    process.destroy();
    try {
      assertTrue(process.waitFor(5, TimeUnit.SECONDS), "SIGTERM did not end it within 5 s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }

  /** What {@code duplex status} says; asked through the engine's own socket. */
  String status() {
    return job.run("status", "--json").out();
  }

  /** Both hosts are reached, watched, and were compared; or the engine waits for a person. */
  boolean live() {
    return List.of("LIVE", "PAUSED", "REVIEW").contains(state());
  }

  /** The pair's state, in capitals. */
  String state() {
    JsonNode state = pair().get("state");
    return state == null
        ? "NONE"
        : state.asString().toUpperCase(java.util.Locale.ROOT).replace('-', '_');
  }

  /**
   * Nothing is on its way, but something waits for a person.
   *
   * @param since when the engine must have known both sides to be equal but for that: what it said
   *     before may be of a moment at which the news were still on their way
   */
  boolean settled(Instant since) {
    JsonNode pair = pair();
    return pair.has("queued")
        && !pair.get("asOf").isNull()
        && Instant.parse(pair.get("asOf").asString()).isAfter(since)
        && pair.get("queued").asLong() == 0
        && pair.get("travelling").asLong() == 0
        && pair.get("waiting").asLong() > 0;
  }

  private JsonNode pair() {
    DuplexRun run = job.run("status", "--json");
    return run.out().isEmpty() ? new ObjectMapper().createObjectNode() : run.json().at("/pairs/0");
  }

  void awaitLive(Duration limit) {
    await(this::live, limit, () -> "the engine is not live: " + status());
  }

  /** Waits for a condition, and fails with the engine's own words if it ends meanwhile. */
  void await(
      BooleanSupplier condition, Duration limit, java.util.function.Supplier<String> otherwise) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(process.isAlive(), () -> "the engine ended with " + process.exitValue() + said());
      assertTrue(System.nanoTime() < end, () -> otherwise.get() + said());
      pause(Duration.ofMillis(50));
    }
  }

  static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }

  private String said() {
    try {
      Path file = job.directory().resolve("said");
      String text = Files.exists(file) ? Files.readString(file) : "";
      return "\n" + text.substring(Math.max(0, text.length() - 4000));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
