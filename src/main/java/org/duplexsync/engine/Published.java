package org.duplexsync.engine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.duplexsync.model.EngineState;

/** The latest state, told to whoever listens; listeners must be quick. */
final class Published {
  private final AtomicReference<EngineState> latest =
      new AtomicReference<>(new EngineState.Stopped());
  private final List<Consumer<EngineState>> listeners = new CopyOnWriteArrayList<>();

  EngineState latest() {
    return latest.get();
  }

  void publish(EngineState state) {
    latest.set(state);
    for (Consumer<EngineState> listener : listeners) {
      listener.accept(state);
    }
  }

  /** Tells the state at once, and each later one. Run the answer to stop. */
  Runnable listen(Consumer<EngineState> listener) {
    listeners.add(listener);
    listener.accept(latest());
    return () -> listeners.remove(listener);
  }
}
