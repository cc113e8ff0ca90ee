package org.duplexsync.control.socket;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.JobControl;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.PairInfo;
import org.duplexsync.model.EngineState;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One front end of another process, as the engine's process sees it. */
final class Guest {
  /** Calls of one guest that are under way at a time; more wait unread. */
  private static final int MOST_CALLS = 32;

  private static final String TOO_MUCH = "That is too much to be told at once; ask for less.";

  private final List<PairControl> pairs;
  private final String job;
  private final Frames frames;
  private final Consumer<Guest> gone;
  private final Semaphore calls = new Semaphore(MOST_CALLS);
  private final StatePusher states;

  Guest(JobControl job, SocketChannel channel, Consumer<Guest> gone) {
    this.job = job.name();
    this.pairs = job.pairs();
    this.frames = new Frames(channel, Frames.LONGEST_CALL);
    this.gone = gone;
    this.states = new StatePusher(pairs, frames);
  }

  void start() {
    Thread.ofVirtual().name("guest of " + job).start(this::serve);
  }

  private void serve() {
    try {
      greet(frames.read());
      states.start();
      while (true) {
        answer(frames.read());
      }
    } catch (IOException _) {
      // it went, or it sent what it may not
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      close();
      gone.accept(this);
    }
  }

  private void greet(JsonNode theirs) throws IOException {
    ObjectNode ours = JsonNodeFactory.instance.objectNode().put("duplex", Protocol.VERSION);
    ours.put("job", job);
    ArrayNode list = ours.putArray("pairs");
    pairs.forEach(pair ->
        list.addObject()
            .set("info", Json.tree(PairInfo.class, pair.info()))
            .set("state", Json.tree(EngineState.class, pair.state())));
    frames.write(ours);
    if (!theirs.path("duplex").isInt() || theirs.path("duplex").intValue() != Protocol.VERSION) {
      throw new ProtocolException("another version");
    }
  }

  private void answer(JsonNode call) throws IOException, InterruptedException {
    if (!call.path("call").isIntegralNumber()) {
      throw new ProtocolException("a call without a number");
    }
    calls.acquire();
    Thread.ofVirtual()
        .start(() -> {
          try {
            frames.write(bounded(call.get("call"), carriedOut(call)));
          } catch (IOException _) {
            close();
          } finally {
            calls.release();
          }
        });
  }

  private static byte[] bounded(JsonNode number, ObjectNode answer) {
    byte[] bytes = Json.bytes(answer.set("call", number));
    return bytes.length <= Frames.LONGEST_ANSWER
        ? bytes
        : Json.bytes(refused(TOO_MUCH).set("call", number));
  }

  private static ObjectNode refused(@Nullable String message) {
    return JsonNodeFactory.instance.objectNode().put("refused", String.valueOf(message));
  }

  /** Trouble of one call is its answer. */
  private ObjectNode carriedOut(JsonNode call) {
    try {
      Called called = Called.of(call, pairs);
      Object result = called.method().invoke(called.target(), called.arguments());
      Type declared = called.method().getGenericReturnType();
      ObjectNode answer = JsonNodeFactory.instance.objectNode();
      return result == null
          ? answer.putNull("result")
          : answer.set("result", Json.tree(declared, result));
    } catch (ProtocolException e) {
      return JsonNodeFactory.instance.objectNode().put("broken", String.valueOf(e.getMessage()));
    } catch (StreamConstraintsException e) {
      return refused(TOO_MUCH);
    } catch (InvocationTargetException e) {
      return e.getCause() instanceof ControlException refusal
          ? refused(refusal.getMessage()).put("kind", refusal.kind())
          : JsonNodeFactory.instance.objectNode().put("broken", String.valueOf(e.getCause()));
    } catch (IllegalAccessException | RuntimeException | Error e) {
      return JsonNodeFactory.instance.objectNode().put("broken", e.toString());
    }
  }

  /** What a call asks for, checked. */
  private record Called(Object target, Method method, Object[] arguments) {
    static Called of(JsonNode call, List<PairControl> pairs) throws ProtocolException {
      int pair = call.path("pair").asInt(-1);
      if (pair < 0 || pair >= pairs.size()) {
        throw new ProtocolException("there is no such pair");
      }
      boolean live = call.path("live").asBoolean(false);
      Method method = (live ? Protocol.LIVE : Protocol.PAIR).get(call.path("method").asString(""));
      if (method == null) {
        throw new ProtocolException("there is no such method");
      }
      JsonNode given = call.path("arguments");
      Type[] wanted = method.getGenericParameterTypes();
      if (!given.isArray() || given.size() != wanted.length) {
        throw new ProtocolException(method.getName() + " takes " + wanted.length + " arguments");
      }
      Object[] arguments = new Object[wanted.length];
      for (int i = 0; i < wanted.length; i++) {
        arguments[i] = Json.value(wanted[i], given.get(i));
      }
      PairControl target = pairs.get(pair);
      return new Called(live ? target.live() : target, method, arguments);
    }
  }

  void close() {
    states.close();
    try {
      frames.close();
    } catch (IOException _) {
      // it is of no more use either way
    }
  }
}
