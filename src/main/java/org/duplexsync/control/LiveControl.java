package org.duplexsync.control;

import java.time.Instant;
import java.util.List;
import org.duplexsync.model.LiveEvent;

/** Keeping a pair equal while both sides change. States tell how it fares. */
public interface LiveControl {
  /**
   * Goes live: connects, compares, lets the policy of the pair review, and then follows changes
   * until it is stopped, through every outage. Returns at once; does nothing if it is live.
   */
  void start(String by) throws ControlException;

  /** Ends live mode, with nothing half done; blocks until the engine rests. */
  void stop(String by) throws ControlException;

  /** Goes on watching, but writes nothing. */
  void pause(String by) throws ControlException;

  void resume(String by) throws ControlException;

  /** Tries at once to reach what is gone. */
  void retryNow() throws ControlException;

  /**
   * Ends the large contents that are on their way, soon and with nothing half done. Unless it is
   * paused they are tried again a while later.
   */
  void cancelTransfers() throws ControlException;

  /**
   * When the engine last gave a sign of life: its loop came round, or a compare or a transfer got
   * on. From start to stop this is never longer ago than a silent connection takes to be noticed;
   * if it is, the engine hangs. By the engine's clock; {@link Instant#MIN}: it is not live.
   */
  Instant pulse() throws ControlException;

  /** What is on its way, at this moment. */
  Activity activity() throws ControlException;

  /**
   * Causes and effects, oldest first; only the latest thousands are kept.
   *
   * @param after an event's id; 0: from the oldest kept
   */
  List<LiveEvent> events(long after, int limit) throws ControlException;
}
