package org.duplexsync.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.duplexsync.engine.pair.Link;
import org.duplexsync.engine.pair.Surroundings;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.RelPath;
import org.duplexsync.store.Assumed;
import org.duplexsync.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * Reads what was only taken for equal while a pair is live: beside everything else, a little at a
 * time, with pauses three times as long as the work.
 */
final class LiveProof {
  private static final long BYTES = 16L << 20;
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int PAUSES = 3;

  private static final Duration COUNTED = Duration.ofSeconds(5);

  private final Surroundings surroundings;
  private final Assumed assumed;
  private final Proof proof;
  private final Queue<RelPath> apart = new ConcurrentLinkedQueue<>();
  private volatile boolean running;
  private volatile boolean over;
  private volatile Instant due;
  private volatile long left;
  private volatile Instant counted = Instant.EPOCH;

  LiveProof(Hold hold, Link link) {
    this.surroundings = hold.surroundings;
    this.assumed = hold.store.assumed(hold.pair());
    this.proof = new Proof(link, assumed, BYTES);
    this.due = now();
    count();
  }

  private Instant now() {
    return surroundings.clock().instant();
  }

  /** Goes on if it is time to; says when to ask again, null: there is nothing left to do. */
  @Nullable Instant go() {
    if (!over && !running && !now().isBefore(due)) {
      running = true;
      surroundings.together().beside(this::some);
    }
    return over ? null : running ? now().plus(PAUSE) : due;
  }

  private void count() {
    if (now().isAfter(counted.plus(COUNTED))) {
      left = assumed.count();
      counted = now();
    }
  }

  /** What to tell of it; null: nothing. */
  @Nullable String note() {
    return over || left == 0
        ? null
        : "%,d files were only taken for equal by size and time; they are being read"
            .formatted(left);
  }

  private void some() {
    Instant since = now();
    try {
      apart.addAll(proof.some());
      count();
      over = proof.isOver();
    } catch (HostException | TreeException | StoreException e) {
      // whoever asks for something next is told; another connection begins anew
      over = true;
    } finally {
      Duration pause = Duration.between(since, now()).multipliedBy(PAUSES);
      due = now().plus(pause.compareTo(PAUSE) < 0 ? PAUSE : pause);
      running = false;
    }
  }

  /** Paths whose contents turned out to differ since this was asked last. */
  List<RelPath> apart() {
    var found = new ArrayList<RelPath>();
    for (RelPath path = apart.poll(); path != null; path = apart.poll()) {
      found.add(path);
    }
    return found;
  }
}
