package org.duplexsync.control.socket;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.Subscription;
import org.duplexsync.model.EngineState;
import tools.jackson.databind.node.JsonNodeFactory;

/** Tells a guest of new states; one that reads slowly hears of the latest only. */
final class StatePusher implements AutoCloseable {
  private final List<PairControl> pairs;
  private final Frames frames;
  private final AtomicReferenceArray<EngineState> untold;
  private final Semaphore news = new Semaphore(0);
  private final List<Subscription> subscriptions = new ArrayList<>();
  private volatile boolean closed;

  StatePusher(List<PairControl> pairs, Frames frames) {
    this.pairs = pairs;
    this.frames = frames;
    this.untold = new AtomicReferenceArray<>(pairs.size());
  }

  synchronized void start() {
    if (closed) {
      return;
    }
    for (int i = 0; i < pairs.size(); i++) {
      int pair = i;
      subscriptions.add(
          pairs
              .get(i)
              .listen(state -> {
                untold.set(pair, state);
                news.release();
              }));
    }
    Thread.ofVirtual().name("states for a guest").start(this::push);
  }

  private void push() {
    try {
      while (!closed) {
        news.acquire();
        news.drainPermits();
        for (int i = 0; i < pairs.size() && !closed; i++) {
          EngineState state = untold.getAndSet(i, null);
          if (state != null) {
            frames.write(
                JsonNodeFactory.instance
                    .objectNode()
                    .put("pair", i)
                    .set("state", Json.tree(EngineState.class, state)));
          }
        }
      }
    } catch (IOException _) {
      close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    subscriptions.forEach(Subscription::close);
    subscriptions.clear();
    news.release();
  }
}
