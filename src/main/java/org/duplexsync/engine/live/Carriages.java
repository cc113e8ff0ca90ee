package org.duplexsync.engine.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Transfer;
import org.jspecify.annotations.Nullable;

/** What travels beside the small changes. For any thread. */
final class Carriages implements DirtySet.Blocked {
  private final Consumer<Runnable> start;
  private final Map<Carriage, Occupied> onTheWay = new ConcurrentHashMap<>();
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
    onTheWay.put(carriage, new Occupied(carriage.paths()));
    start.accept(() -> {
      try {
        carriage.run();
      } finally {
        arrived.add(carriage);
        then.run();
      }
    });
  }

  /** One that has ended, null: none. Not one that was forgotten before it did. */
  @Nullable Carriage arrived() {
    Carriage carriage = arrived.poll();
    while (carriage != null && onTheWay.remove(carriage) == null) {
      carriage = arrived.poll();
    }
    return carriage;
  }

  /** Something on its way is at this path, above it or below it. */
  boolean isBusy(RelPath path) {
    return onTheWay.values().stream().anyMatch(paths -> paths.touches(path));
  }

  @Override
  public boolean at(RelPath path) {
    return isBusy(path);
  }

  /**
   * Around one large file a listing may look all the same, for that may take hours; what it finds
   * at the file itself waits. What is carried with many others is there in a moment.
   */
  @Override
  public boolean around(RelPath directory) {
    return onTheWay.values().stream()
        .anyMatch(paths -> paths.size() > 1 ? paths.touches(directory) : paths.covers(directory));
  }

  int size() {
    return onTheWay.size();
  }

  /** How many carry many changes each; the others carry one large file. */
  int ofMany() {
    return (int) onTheWay.values().stream().filter(paths -> paths.size() > 1).count();
  }

  void cancel() {
    onTheWay.keySet().forEach(Carriage::cancel);
  }

  /** Nobody waits for any of them any more. */
  void forget() {
    onTheWay.clear();
    arrived.clear();
  }

  List<Transfer> transfers() {
    var all = new ArrayList<Transfer>();
    onTheWay.keySet().forEach(carriage -> all.add(carriage.transfer()));
    return all;
  }
}
