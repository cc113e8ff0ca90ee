package org.duplexsync.control.socket;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.duplexsync.control.JobControl;
import org.duplexsync.control.LiveControl;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.PairInfo;
import org.duplexsync.control.Subscription;
import org.duplexsync.model.EngineState;
import org.jspecify.annotations.Nullable;

/** A job in memory that answers each method as it was told to, and records what it was asked. */
final class ToldJob implements JobControl {
  /** What a method does instead of answering. */
  interface Answer {
    @Nullable Object of(Object[] arguments) throws Throwable;
  }

  static final PairInfo INFO = new PairInfo("images", "a@x:/a", "b@y:/b", "x", "y");

  final Map<String, Answer> answers = new ConcurrentHashMap<>();
  final List<String> asked = new CopyOnWriteArrayList<>();
  final List<Consumer<EngineState>> listeners = new CopyOnWriteArrayList<>();
  volatile EngineState state = new EngineState.Stopped();
  private final LiveControl live = proxy(LiveControl.class);
  private final PairControl pair = proxy(PairControl.class);

  private <T> T proxy(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> call(method, arguments)));
  }

  private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
    Object[] given = arguments == null ? new Object[0] : arguments;
    return switch (method.getName()) {
      case "info" -> INFO;
      case "state" -> state;
      case "live" -> live;
      case "listen" -> listen(given);
      case "hashCode" -> System.identityHashCode(this);
      default -> {
        asked.add(method.getName() + Arrays.toString(given));
        Answer answer = answers.get(method.getName());
        yield answer == null ? null : answer.of(given);
      }
    };
  }

  @SuppressWarnings("unchecked")
  private Subscription listen(Object[] given) {
    Consumer<EngineState> listener = (Consumer<EngineState>) given[0];
    listeners.add(listener);
    listener.accept(state);
    return () -> listeners.remove(listener);
  }

  void become(EngineState next) {
    state = next;
    listeners.forEach(listener -> listener.accept(next));
  }

  @Override
  public String name() {
    return "web";
  }

  @Override
  public List<PairControl> pairs() {
    return Stream.of(pair).toList();
  }

  @Override
  public void close() {
    asked.add("close");
  }
}
