package org.duplexsync.host;

import java.time.Instant;
import java.util.List;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.jspecify.annotations.Nullable;

/**
 * One root on one host. All methods block; call them from virtual threads. Trouble with one path is
 * a value in the answer. {@link HostException} means that the answer is not known: nothing may be
 * concluded from it.
 */
public interface Tree extends AutoCloseable {
  TreeFacts facts();

  /**
   * Entries in byte order of the path, streamed; the root itself is not listed. Close it to cancel.
   */
  Listing list(Scope scope) throws HostException;

  /**
   * Whether the host has kept a whole listing under this name ({@link Scope.Since}).
   *
   * @param dropOthers all other kept listings go, for good
   */
  boolean kept(String name, boolean dropOthers) throws HostException;

  /** What each path is now, in the order asked, without following links in any component. */
  List<Seen> look(List<RelPath> paths) throws HostException;

  /**
   * What this account may not do, in the order asked; empty: it may do all of it. Nothing is said
   * against a path whose directory is not there.
   */
  List<List<Refusal>> refusals(List<Wish> wishes) throws HostException;

  /** Hashes files, in the order asked; a file that is not as expected is not hashed. */
  List<Hashed> hash(List<Expected> files) throws HostException;

  /**
   * Streams the contents of files into the sink, in the order asked, each checked before and after
   * reading.
   */
  void read(List<Expected> files, ContentSink sink) throws HostException;

  /**
   * Starts staging content in the temp dir, never in the tree. Close it before the outcomes are
   * complete to cancel.
   */
  Staging stage(List<StageAsk> asks) throws HostException;

  /**
   * Makes an empty 0700 directory in the temp dir for another program (rsync) to write into.
   *
   * @param name 1 to 64 of {@code [A-Za-z0-9-]}; must be free
   * @return its absolute path on the server, as bytes for a command
   */
  Bytes makeStaging(String name) throws HostException, TreeException;

  /**
   * Makes staged files of what another program wrote into a staging directory: each is opened
   * safely, hashed, given its metadata and renamed to its stage name. What is not a file or has
   * another hash is a {@link StageOutcome.Failed} and stays where it is.
   */
  List<StageOutcome> adopt(String staging, List<Adopt> files) throws HostException;

  /** Removes a staging directory with all that is left in it. */
  void removeStaging(String name) throws HostException, TreeException;

  /**
   * Takes steps in order, each checked against what was planned right before and right after it.
   * One round trip.
   *
   * @param epoch of the lease; a stale one is refused as a whole
   */
  List<StepOutcome> commit(long epoch, List<Step> steps) throws HostException, TreeException;

  /** For steps whose outcome was never heard: what became of each. Swaps back what is half done. */
  List<StepOutcome> settle(long epoch, List<Step> steps) throws HostException, TreeException;

  /** Removes what was staged in vain. Returns how many things went. */
  int discard(long epoch, List<Rubbish> rubbish) throws HostException, TreeException;

  /**
   * Empties the temp dir when every intent is settled: what is left then is of a run that nobody
   * knows any more, and may be the only copy of something. It goes to the versions.
   */
  Swept sweep(long epoch) throws HostException, TreeException;

  /**
   * Takes the lease for one engine, or says who has it ({@link TreeException.Cause#LEASE_HELD}).
   */
  Lease lease(String owner) throws HostException, TreeException;

  /** The witness file, null if there is none. */
  @Nullable Witness witness() throws HostException;

  /** Writes to the disk what has changed so far, so that {@link #sync} has less to do. */
  void flush() throws HostException;

  /** Makes all that was committed durable (syncfs), then writes the witness. */
  void sync(long epoch, Witness witness) throws HostException, TreeException;

  /**
   * Looks again at versions: their entries now, in the order asked ({@link Seen.Absent} if purged).
   */
  List<Seen> keep(List<String> versions) throws HostException;

  /**
   * Removes versions for good, in the order asked, each only if it is the file that was kept and
   * nobody wrote into it since.
   *
   * @param epoch of the lease; a stale one is refused as a whole
   * @return what is there now: {@link Seen.Absent} if it is gone, {@link Seen.Present} if it is
   *     another one by now and stays, {@link Seen.Unknown} if it can't be removed
   */
  List<Seen> purge(long epoch, List<Version> versions) throws HostException, TreeException;

  /** Copies a version into a staged file (never links), ready for a {@link Step.Put}. */
  StageOutcome restore(String version, StageAsk ask) throws HostException;

  /**
   * Starts watching the root. Returns before all watches are set: {@link News.Watching} says when.
   * A change made after that call and before it is either told or in a listing begun after it.
   */
  Watch watch(WatchSpec spec) throws HostException, TreeException;

  /** The host's clock. */
  Instant now() throws HostException;

  @Override
  void close();
}
