package org.duplexsync.control.socket;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.PairInfo;
import org.duplexsync.model.EngineState;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The way to an engine of another process. */
final class Connection implements AutoCloseable {
  private static final String ENDED =
      "The engine that ran this job has ended. Nothing is half done; open the job again.";

  private final Frames frames;
  private final InstantSource clock;
  private final AtomicLong numbers = new AtomicLong();
  private final ConcurrentMap<Long, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
  private final CompletableFuture<JsonNode> greeting = new CompletableFuture<>();
  private volatile List<RemotePair> pairs = List.of();
  private volatile boolean ended;
  private volatile boolean left;

  Connection(SocketChannel channel, InstantSource clock) {
    this.frames = new Frames(channel, Frames.LONGEST_ANSWER);
    this.clock = clock;
  }

  List<PairControl> pairs() {
    return pairs.stream().map(RemotePair::control).toList();
  }

  /**
   * @throws IOException if there is no engine at the other end
   * @throws ControlException if there is one that can't be worked with
   */
  void greet(String job, Duration patience) throws IOException, ControlException {
    Thread.ofVirtual().name("answers from the engine of " + job).start(this::read);
    frames.write(JsonNodeFactory.instance.objectNode().put("duplex", Protocol.VERSION));
    try {
      JsonNode theirs = greeting.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (theirs.path("duplex").asInt(-1) != Protocol.VERSION) {
        throw new ControlException(
            "Another version of Duplex runs this job. Use that one here too, or start the engine"
                + " anew with this one.");
      }
      if (!theirs.path("job").asString("").equals(job)) {
        throw new ProtocolException("an engine of another job");
      }
    } catch (TimeoutException e) {
      throw new ControlException(
          "An engine of this machine runs this job, but does not answer. If it hangs, end it; what"
              + " it was doing is settled at the next start.",
          e);
    } catch (ExecutionException e) {
      throw new IOException("no greeting", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ControlException("Interrupted.", e);
    }
  }

  private void read() {
    try {
      JsonNode first = frames.read();
      if (first.path("duplex").asInt(-1) == Protocol.VERSION) {
        pairs = pairs(first.path("pairs"));
      }
      greeting.complete(first);
      while (true) {
        take(frames.read());
      }
    } catch (IOException e) {
      greeting.completeExceptionally(e);
    } finally {
      end();
    }
  }

  private List<RemotePair> pairs(JsonNode list) throws ProtocolException {
    List<RemotePair> found = new ArrayList<>();
    for (JsonNode pair : list) {
      PairInfo info = (PairInfo) Json.value(PairInfo.class, pair.path("info"));
      found.add(new RemotePair(this, found.size(), info, state(pair.path("state"))));
    }
    return List.copyOf(found);
  }

  private static EngineState state(JsonNode state) throws ProtocolException {
    return (EngineState) Json.value(EngineState.class, state);
  }

  private void take(JsonNode message) throws ProtocolException {
    if (message.has("state")) {
      int pair = message.path("pair").asInt(-1);
      if (pair < 0 || pair >= pairs.size()) {
        throw new ProtocolException("a state of no pair");
      }
      pairs.get(pair).accept(state(message.get("state")));
      return;
    }
    CompletableFuture<JsonNode> waiting = open.remove(message.path("call").asLong(-1));
    if (waiting == null) {
      throw new ProtocolException("an answer to nothing");
    }
    waiting.complete(message);
  }

  private void end() {
    ended = true;
    open.values().forEach(waiting -> waiting.completeExceptionally(new IOException(ENDED)));
    if (!left) {
      EngineState failed = new EngineState.Failed(null, ENDED, clock.instant());
      pairs.forEach(pair -> pair.accept(failed));
    }
    close();
  }

  /** Sends a call and waits for its answer, however long that takes. */
  JsonNode call(ObjectNode call) throws ControlException {
    long number = numbers.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    open.put(number, answer);
    try {
      if (ended) {
        throw new ControlException(ENDED);
      }
      byte[] bytes = Json.bytes(call.put("call", number));
      if (bytes.length > Frames.LONGEST_CALL) {
        throw new ControlException("That is too much to be asked at once.");
      }
      frames.write(bytes);
      JsonNode told = answer.get();
      if (told.has("refused")) {
        throw new ControlException(
            told.path("kind").asString("REQUEST"), told.get("refused").asString(), null);
      }
      if (!told.has("result")) {
        throw new IllegalStateException(
            "in the engine's process: " + told.path("broken").asString("no result"));
      }
      return told.get("result");
    } catch (IOException | ExecutionException e) {
      throw new ControlException(ENDED, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ControlException("Interrupted; the engine goes on with what was asked.", e);
    } finally {
      open.remove(number);
    }
  }

  @Override
  public void close() {
    left = true;
    try {
      frames.close();
    } catch (IOException _) {
      // it is of no more use either way
    }
  }
}
