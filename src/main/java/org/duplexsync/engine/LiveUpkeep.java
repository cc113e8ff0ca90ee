package org.duplexsync.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.duplexsync.commit.Relook;
import org.duplexsync.commit.StoreLedger;
import org.duplexsync.engine.committing.GrownVersions;
import org.duplexsync.engine.committing.Purge;
import org.duplexsync.engine.live.Why;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.VersionRow;
import org.jspecify.annotations.Nullable;

/**
 * What a live pair does when there is nothing else to do: looks again at what was replaced, throws
 * old contents away, reads what was only taken for equal.
 */
final class LiveUpkeep {
  private static final Duration AT_FIRST = Duration.ofSeconds(1);
  private static final int PURGED_AT_ONCE = 200;

  /**
   * What is blocked is looked at so often: no news tells of a file system that may be written to.
   */
  private static final Duration BLOCKED = Duration.ofMinutes(1);

  private static final int BLOCKED_AT_ONCE = 1_000;

  private final Hold hold;
  private final List<String> notes = new CopyOnWriteArrayList<>();
  private final Queue<RelPath> found = new ConcurrentLinkedQueue<>();
  private final AtomicLong purged = new AtomicLong();
  private @Nullable LiveProof proof;
  private @Nullable Instant blockedDue;

  LiveUpkeep(Hold hold) {
    this.hold = hold;
  }

  /** Both hosts are reached anew. */
  void begin(List<String> cleanedUp) {
    notes.clear();
    notes.addAll(cleanedUp);
  }

  void end() {
    proof = null;
    blockedDue = null;
    found.clear();
  }

  /** What a small pair has only taken for equal is read before it is live, the rest beside. */
  void compared(LiveWork work, Why why, boolean suspended) throws HostException, TreeException {
    proof = null;
    if (suspended) {
      return;
    }
    if (why != Why.NET) {
      var first = new Proof(work.link(), hold.store.assumed(hold.pair()), Proof.AT_ONCE);
      say(first.during(AT_FIRST, hold.surroundings.clock(), _ -> !hold.busy.hasQueuedThreads()));
    }
    proof = new LiveProof(hold, work.link());
  }

  private void say(List<RelPath> apart) {
    for (RelPath path : apart) {
      notes.add(Proof.words(path));
      found.add(path);
    }
  }

  /** Paths that are to be looked at; each is told once. */
  List<RelPath> found() {
    var all = new ArrayList<RelPath>();
    for (RelPath path = found.poll(); path != null; path = found.poll()) {
      all.add(path);
    }
    return all;
  }

  List<String> notes() {
    var all = new ArrayList<>(notes);
    LiveProof reading = proof;
    String note = reading == null ? null : reading.note();
    if (note != null) {
      all.add(note);
    }
    all.addAll(Purge.words(purged.get()));
    return all;
  }

  /** Says when there is more to do; null: not before something changes. */
  @Nullable Instant run(LiveWork work) throws HostException, TreeException {
    return earlier(earlier(lookAgain(work), purge(work)), earlier(prove(), blocked(work)));
  }

  private @Nullable Instant blocked(LiveWork work) {
    Instant now = hold.now();
    Instant due = blockedDue;
    if (work.standing().blocked() == 0) {
      blockedDue = null;
    } else if (due == null || due.isAfter(now.plus(BLOCKED))) {
      blockedDue = now.plus(BLOCKED);
    } else if (!due.isAfter(now)) {
      found.addAll(work.standing().someBlocked(BLOCKED_AT_ONCE));
      blockedDue = now.plus(BLOCKED);
    }
    return blockedDue;
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant two) {
    return one == null || (two != null && two.isBefore(one)) ? two : one;
  }

  private void grew(LiveWork work, VersionRow version) {
    notes.add(GrownVersions.words(version));
    work.grew(version.path());
    found.add(version.path());
  }

  /** A little at a time: somebody may wait. */
  private @Nullable Instant purge(LiveWork work) throws HostException, TreeException {
    Instant next = hold.store.versions(hold.pair()).nextPurge();
    if (next == null || next.isAfter(hold.now())) {
      return next;
    }
    var purge = new Purge(work.committing(), hold.store);
    purge.run(PURGED_AT_ONCE);
    purged.addAndGet(purge.gone());
    for (VersionRow grown : purge.grown()) {
      grew(work, grown);
    }
    return hold.store.versions(hold.pair()).nextPurge();
  }

  private @Nullable Instant prove() {
    LiveProof reading = proof;
    if (reading == null) {
      return null;
    }
    Instant next = reading.go();
    say(reading.apart());
    proof = next == null ? null : reading;
    return next;
  }

  private @Nullable Instant lookAgain(LiveWork work) throws HostException, TreeException {
    Instant next = hold.store.versions(hold.pair()).nextLook();
    if (next == null || next.isAfter(hold.now())) {
      return next;
    }
    var ledger =
        new StoreLedger(
            hold.store, hold.pair(), 0, null, hold.surroundings.clock(), work.committing().ends());
    var relook = new Relook(ledger, hold.surroundings.together().forCommits());
    for (VersionRow grown : relook.run(work.committing().ends(), hold.now())) {
      grew(work, grown);
    }
    return hold.store.versions(hold.pair()).nextLook();
  }
}
