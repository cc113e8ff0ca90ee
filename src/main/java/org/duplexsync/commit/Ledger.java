package org.duplexsync.commit;

import java.util.List;
import org.duplexsync.model.Intent;
import org.duplexsync.model.IntentBatch;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.duplexsync.model.VersionRow;
import org.jspecify.annotations.Nullable;

/** What a commit remembers; each method is one durable transaction. */
public interface Ledger extends Rows {
  /** Intents, before any server is touched. */
  IntentBatch open(List<Intent> intents);

  /** What was staged for them, before anything is committed. */
  void staged(IntentBatch batch, List<Intent> intents);

  /**
   * What is staged for the batch may be thrown away from now on: that a stage name is gone does not
   * mean any more that it went to its place.
   */
  void settling(IntentBatch batch);

  /** Whether the machine was not restarted since the intents that are open were opened. */
  boolean isSameBoot(Side side);

  /**
   * What became of a batch; its intents are closed.
   *
   * @param batch null: none was opened
   */
  void record(@Nullable IntentBatch batch, Heard heard);

  /** Intents whose end was never recorded. */
  List<IntentBatch> unsettled();

  /** The row that a batch's action carries out, null if it is not of a plan any more. */
  @Nullable PlanRow row(IntentBatch batch, RelPath path);

  /** Versions that are to be looked at again by now. */
  List<VersionRow> toLookAt(int limit);

  /** Notes what looks at versions found: their states, and when to look again. */
  void lookedAt(List<VersionRow> versions);

  /** Names the store to the servers. */
  String id();

  /** The next generation, pending until {@link #synced}. */
  long pending();

  /** Both servers have made this generation durable. */
  void synced(long generation);
}
