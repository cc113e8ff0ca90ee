package org.duplexsync.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.duplexsync.engine.committing.Committing;
import org.duplexsync.engine.committing.Purge;
import org.duplexsync.engine.pair.Leases;
import org.duplexsync.engine.pair.Link;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.RelPath;

/**
 * What is done after a compare or a commit, as long as nobody waits for it: what was only taken for
 * equal is read, old contents go. A live pair has its own ({@link LiveUpkeep}).
 */
final class Upkeep {
  /** How long files are read after a compare; longer while there is nothing to be reviewed. */
  static final Duration AT_ONCE = Duration.ofSeconds(1);

  static final Duration AT_REST = Duration.ofSeconds(10);
  static final Duration UNTIL_ALL = Duration.ofDays(365);
  private static final int PURGED_AT_ONCE = 20_000;

  private final Hold hold;
  private final Live live;

  Upkeep(Hold hold, Live live) {
    this.hold = hold;
    this.live = live;
  }

  /** The paths that turned out to differ. */
  List<RelPath> prove(Link link, Duration time) throws HostException, TreeException {
    if (live.isOn()) {
      return List.of();
    }
    long total = hold.store.assumed(hold.pair()).count();
    if (total == 0) {
      return List.of();
    }
    Instant since = hold.now();
    return new Proof(link, hold.store.assumed(hold.pair()), Proof.AT_ONCE)
        .during(
            time,
            hold.surroundings.clock(),
            read -> {
              hold.publish(new EngineState.Reading(read, total, since));
              return !hold.busy.hasQueuedThreads() && !hold.cancel().asked();
            });
  }

  /** Old contents go when their time is over, but not while a guard holds everything. */
  List<String> purge(Link link, Leases held) throws HostException, TreeException {
    if (live.isOn()) {
      return List.of();
    }
    var committing = new Committing(hold.spec(), link, held, hold.surroundings);
    var purge = new Purge(committing, hold.store);
    purge.run(PURGED_AT_ONCE);
    return purge.words();
  }
}
