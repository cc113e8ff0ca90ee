package org.duplexsync.engine.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Transfer;
import org.jspecify.annotations.Nullable;

/** What travels beside the small changes. For any thread. */
final class Carriages {
  private final Consumer<Runnable> start;
  private final Set<Carriage> onTheWay = new CopyOnWriteArraySet<>();
  private final Queue<Carriage> arrived = new ConcurrentLinkedQueue<>();

  /**
   * @param start starts work that goes on beside
   */
  Carriages(Consumer<Runnable> start) {
    this.start = start;
  }

  /**
   * @param then is run when it has arrived
   */
  void start(Carriage carriage, Runnable then) {
    onTheWay.add(carriage);
    start.accept(() -> {
      carriage.run();
      arrived.add(carriage);
      then.run();
    });
  }

  /** One that has ended, null: none. */
  @Nullable Carriage arrived() {
    Carriage carriage = arrived.poll();
    if (carriage != null) {
      onTheWay.remove(carriage);
    }
    return carriage;
  }

  /** Something on its way is at this path, above it or below it. */
  boolean isBusy(RelPath path) {
    for (Carriage carriage : onTheWay) {
      for (RelPath at : carriage.paths()) {
        if (at.equals(path) || at.contains(path) || path.contains(at)) {
          return true;
        }
      }
    }
    return false;
  }

  int size() {
    return onTheWay.size();
  }

  void cancel() {
    onTheWay.forEach(Carriage::cancel);
  }

  /** Nobody waits for any of them any more. */
  void forget() {
    onTheWay.clear();
    arrived.clear();
  }

  List<Transfer> transfers() {
    var all = new ArrayList<Transfer>();
    onTheWay.forEach(carriage -> all.add(carriage.transfer()));
    return all;
  }
}
