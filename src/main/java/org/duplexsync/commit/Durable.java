package org.duplexsync.commit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.host.Witness;
import org.jspecify.annotations.Nullable;

/**
 * Makes what was committed durable on the servers' disks, many batches together: the next
 * generation is pending in the store while each server syncs its data and then its witness.
 */
final class Durable {
  private static final Duration DISTANCE = Duration.ofSeconds(10);

  private final Ends ends;
  private final Together together;
  private final Ledger ledger;
  private final InstantSource clock;
  private final AtomicBoolean writing = new AtomicBoolean();
  private Together.@Nullable Task ahead;
  private Instant last;
  private boolean due;

  Durable(Ends ends, Together together, Ledger ledger, InstantSource clock) {
    this.ends = ends;
    this.together = together;
    this.ledger = ledger;
    this.clock = clock;
    this.last = clock.instant();
  }

  /** Something was committed. */
  synchronized void soon() throws HostException, TreeException {
    due = true;
    if (!clock.instant().isBefore(last.plus(DISTANCE))) {
      now();
    }
  }

  /**
   * Lets the servers begin to write what was committed, unless they are still at it: there is less
   * to do then when it has to be durable.
   */
  synchronized void ahead() throws HostException, TreeException {
    if (writing.compareAndSet(false, true)) {
      ahead =
          together.begin(() -> {
            together.run(List.of(() -> ends.a().tree().flush(), () -> ends.b().tree().flush()));
            writing.set(false);
          });
    }
  }

  synchronized void now() throws HostException, TreeException {
    if (!due) {
      return;
    }
    if (ahead != null) {
      ahead.run();
    }
    long generation = ledger.pending();
    Witness witness = new Witness(ledger.id(), generation);
    together.run(List.of(() -> sync(ends.a(), witness), () -> sync(ends.b(), witness)));
    ledger.synced(generation);
    due = false;
    last = clock.instant();
  }

  private static void sync(End end, Witness witness) throws HostException, TreeException {
    end.tree().sync(end.epoch(), witness);
  }
}
