package org.duplexsync.control.socket;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.LiveControl;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.PairInfo;
import org.duplexsync.control.Subscription;
import org.duplexsync.model.EngineState;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A pair whose engine runs in another process. */
final class RemotePair {
  /** What reaches the servers. */
  private static final Set<String> WORKS =
      Set.of("check", "compare", "approve", "request", "children", "contents", "restore");

  private final Connection connection;
  private final int number;
  private final PairInfo info;
  private final List<Consumer<EngineState>> listeners = new ArrayList<>();
  private EngineState state;
  private final LiveControl live;
  private final PairControl control;
  private final AtomicInteger working = new AtomicInteger();
  private volatile boolean over;

  RemotePair(Connection connection, int number, PairInfo info, EngineState state) {
    this.connection = connection;
    this.number = number;
    this.info = info;
    this.state = state;
    this.live = proxy(LiveControl.class, this::sendLive);
    this.control = proxy(PairControl.class, this::onPair);
  }

  PairControl control() {
    return control;
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** In the order in which they came. */
  synchronized void accept(EngineState next) {
    state = next;
    listeners.forEach(listener -> listener.accept(next));
  }

  private synchronized EngineState state() {
    return state;
  }

  private synchronized Subscription listen(Consumer<EngineState> listener) {
    Consumer<EngineState> own = next -> listener.accept(next);
    listeners.add(own);
    own.accept(state);
    return () -> {
      synchronized (this) {
        listeners.remove(own);
      }
    };
  }

  @SuppressWarnings("unchecked")
  private @Nullable Object onPair(Object proxy, Method method, Object @Nullable [] arguments)
      throws ControlException {
    if (method.getDeclaringClass() == Object.class) {
      return ofObject(proxy, method, arguments);
    }
    return switch (method.getName()) {
      case "info" -> info;
      case "state" -> state();
      case "live" -> live;
      case "listen" -> {
        if (arguments == null) {
          throw new IllegalArgumentException("no listener");
        }
        yield listen((Consumer<EngineState>) arguments[0]);
      }
      case "cancel" -> cancel();
      case "cancelForGood" -> cancelForGood();
      default -> {
        if (over && WORKS.contains(method.getName())) {
          throw ControlException.cancelled(null);
        }
        yield work(method, arguments);
      }
    };
  }

  /** May not fail: where there is no engine any more there is nothing to cancel. */
  private @Nullable Object cancel() {
    try {
      ObjectNode call = call(false, "cancel()");
      call.putArray("arguments");
      connection.call(call);
    } catch (ControlException _) {
      // as if it were done
    }
    return null;
  }

  private @Nullable Object work(Method method, Object @Nullable [] arguments)
      throws ControlException {
    boolean works = WORKS.contains(method.getName());
    working.addAndGet(works ? 1 : 0);
    try {
      return send(false, method, arguments);
    } finally {
      working.addAndGet(works ? -1 : 0);
    }
  }

  /** What is asked from now on is refused here: the engine is also there for others. */
  private @Nullable Object cancelForGood() {
    over = true;
    return working.get() > 0 ? cancel() : null;
  }

  private ObjectNode call(boolean ofLive, String method) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("pair", number)
        .put("live", ofLive)
        .put("method", method);
  }

  private @Nullable Object sendLive(Object proxy, Method method, Object @Nullable [] arguments)
      throws ControlException {
    return method.getDeclaringClass() == Object.class
        ? ofObject(proxy, method, arguments)
        : send(true, method, arguments);
  }

  @SuppressWarnings("ReferenceEquality") // that is what it means for these
  private @Nullable Object ofObject(Object proxy, Method method, Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "pair " + info.name() + " of another process";
    };
  }

  private @Nullable Object send(boolean live, Method method, Object @Nullable [] arguments)
      throws ControlException {
    ObjectNode call = call(live, Protocol.name(method));
    ArrayNode given = call.putArray("arguments");
    Type[] declared = method.getGenericParameterTypes();
    for (int i = 0; i < declared.length; i++) {
      Object argument = arguments == null ? null : arguments[i];
      if (argument == null) {
        given.addNull();
      } else {
        given.add(Json.tree(declared[i], argument));
      }
    }
    JsonNode result = connection.call(call);
    try {
      return method.getReturnType() == void.class
          ? null
          : Json.value(method.getGenericReturnType(), result);
    } catch (ProtocolException e) {
      connection.close();
      throw new ControlException("The engine of this job answers what can't be read.", e);
    }
  }
}
