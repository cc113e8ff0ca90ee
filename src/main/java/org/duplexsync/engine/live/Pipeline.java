package org.duplexsync.engine.live;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.duplexsync.host.Watch;
import org.duplexsync.model.LiveTrouble;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.duplexsync.model.Transfer;
import org.jspecify.annotations.Nullable;

/** What live mode asks of the engine of its pair. Called by one thread at a time. */
public interface Pipeline {
  /** Reaches both hosts, takes the leases, settles what was left open, and watches both roots. */
  void open() throws Lost;

  /**
   * Watches one side alone while the other is gone, on a connection of its own without any right to
   * write; closing the watch ends it. May be asked for on a thread of its own.
   */
  Watch watchAlone(Side side) throws Lost;

  /** False when somebody found that a connection is lost. */
  boolean isOpen();

  Watch watch(Side side);

  /**
   * Compares everything, and carries out what the policy of the pair lets go.
   *
   * @param busy what a carriage is at
   * @param news asked right after the compare: what is dirty by then is left to the next batch
   */
  Whole whole(Why why, Predicate<RelPath> busy, Supplier<DirtySet> news) throws Lost;

  /**
   * How a compare of everything ended.
   *
   * @param suspended a guard stops all that would be written
   * @param again paths that were not as planned any more
   * @param more there were more of these than are named, or not everything could be listed:
   *     everything must be compared once more
   * @param cancelled a person ended it: it is not known what differs
   * @param unheard some of what differed though no news told of it
   */
  record Whole(
      boolean suspended,
      List<RelPath> again,
      boolean more,
      boolean cancelled,
      List<RelPath> unheard) {
    public Whole(boolean suspended, List<RelPath> again, boolean more, boolean cancelled) {
      this(suspended, again, more, cancelled, List.of());
    }
  }

  /** Compares some places, and carries out what differs but for what must wait. */
  Batch batch(Places places, Meanwhile meanwhile) throws Lost;

  /**
   * What else goes on while a batch is looked at.
   *
   * @param since when it was first heard of a change at a path; null: never
   * @param busy what a carriage is at
   * @param unseen where something happened, at the path, below it or around it, that is left to
   *     another batch
   */
  record Meanwhile(
      Function<RelPath, @Nullable Instant> since,
      Predicate<RelPath> busy,
      Predicate<RelPath> unseen,
      Lanes lanes) {}

  /**
   * How many more carriages may be started.
   *
   * @param large of one large file
   * @param many of many small changes
   */
  record Lanes(int large, int many) {}

  /** Why nothing came of a batch. */
  enum Not {
    /** A person ended it before anything was looked at. */
    CANCELLED,
    /** As much as was found is carried beside, and there is no lane for it. */
    POSTPONED
  }

  /**
   * What has to be looked at once more.
   *
   * @param soon moved on, or has to wait
   * @param later something failed there that may go another time
   * @param held waits for something on its way
   * @param queueing files that wait for a lane
   */
  record Again(List<RelPath> soon, List<RelPath> later, List<Held> held, List<RelPath> queueing) {
    public static final Again NOTHING = soon(List.of());

    public static Again soon(List<RelPath> paths) {
      return new Again(paths, List.of(), List.of(), List.of());
    }
  }

  /**
   * A path that waits until nothing travels at another one.
   *
   * @param all and nothing there or below it is to be looked at either
   */
  record Held(RelPath path, RelPath on, boolean all) {}

  /**
   * How a batch ended.
   *
   * @param carriages are to be started
   * @param whole everything must be compared: a guard stopped, or it is too much for a batch
   * @param otherNames a file with other names changed, of which no news need have told
   * @param not why nothing came of it; null: something may have
   * @param listed how much there was to look at
   */
  record Batch(
      Again again,
      List<Carriage> carriages,
      boolean whole,
      boolean otherNames,
      @Nullable Not not,
      long listed) {
    public static final Batch CANCELLED =
        new Batch(Again.NOTHING, List.of(), false, false, Not.CANCELLED, 0);

    /** There is no lane for as much as was found. */
    public static Batch postponed(Again again, boolean whole, long listed) {
      return new Batch(again, List.of(), whole, false, Not.POSTPONED, listed);
    }

    public Batch(Again again, List<Carriage> carriages, boolean whole, long listed) {
      this(again, carriages, whole, false, null, listed);
    }

    /** The same, and everything must be compared. */
    public Batch widened() {
      return new Batch(again, carriages, true, otherNames, not, listed);
    }

    /**
     * @param some whether a file of which it knows not all names changed
     */
    public Batch withOtherNames(boolean some) {
      return new Batch(again, carriages, whole, some, not, listed);
    }
  }

  /** Takes note of what a carriage came to. */
  Batch ended(Carriage carriage) throws Lost;

  /** Whether a guard that suspends everything still waits for a person. */
  boolean isSuspended() throws Lost;

  /** A person has decided: what the guard stopped at is taken for what it is now. */
  void resume() throws Lost;

  /** Whether something is agreed at a path. */
  boolean agreed(RelPath path);

  /** Those of the paths that are agreed to be directories. */
  List<RelPath> directories(Collection<RelPath> paths);

  /** Brings what was written to the servers' disks; on a thread of its own. */
  void sync() throws Lost;

  /** Whether something was written that is not on the servers' disks for certain. */
  boolean syncDue();

  /**
   * Looks again at what was replaced; says when to do so next, null: nothing is to be looked at.
   */
  @Nullable Instant relook() throws Lost;

  /** Paths at which something was found beside that is to be looked at; each is told once. */
  default List<RelPath> found() {
    return List.of();
  }

  /** Rows that wait for a person. */
  long waiting();

  /** Of these, paths that no decision lets go. */
  default long blocked() {
    return 0;
  }

  /** Of these, rows at which something failed. */
  long failed();

  /** Own writes since going live. */
  long writes();

  /** Whether news of this path may well be of a write of our own on that side. */
  default boolean wrote(RelPath path, Side side) {
    return false;
  }

  /** Looks that were due to own writes only. */
  long echoes();

  /** Sentences for an operator. */
  List<String> notes();

  /** Guards that hold something, links that wait for what failed, then some of what failed. */
  default List<LiveTrouble> troubles() {
    return List.of();
  }

  /** What travels in the main lane now; null: nothing. */
  @Nullable Transfer travelling();

  /** Gives everything back. */
  void close();
}
