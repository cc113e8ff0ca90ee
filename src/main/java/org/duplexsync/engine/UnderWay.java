package org.duplexsync.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.duplexsync.engine.pair.Cancel;

/** The requests that are carried out or wait for their turn, so that they can be cancelled. */
final class UnderWay {
  private final Set<Cancel> requests = ConcurrentHashMap.newKeySet();
  private volatile boolean over;
  private volatile boolean ended;

  Cancel begin() {
    Cancel request = new Cancel();
    requests.add(request);
    if (ended) {
      request.end();
    } else if (over) {
      request.ask();
    }
    return request;
  }

  void end(Cancel request) {
    request.onAsk(null);
    requests.remove(request);
  }

  boolean isEmpty() {
    return requests.isEmpty();
  }

  void cancel() {
    requests.forEach(Cancel::ask);
  }

  /** As {@link #cancel}; connections need not survive it. */
  void end() {
    requests.forEach(Cancel::end);
  }

  /** Ends these and all that begin until {@link #again}. */
  void endForNow() {
    ended = true;
    end();
  }

  void again() {
    ended = false;
  }

  /** Cancels these and all that begin from now on. */
  void cancelForGood() {
    over = true;
    cancel();
  }
}
