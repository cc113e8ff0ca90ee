package org.duplexsync.engine.pair;

import java.time.Duration;
import org.duplexsync.engine.live.LiveRules;
import org.duplexsync.model.Column;
import org.duplexsync.model.ConflictPolicy;
import org.duplexsync.model.DeletePolicy;
import org.duplexsync.model.ReviewPolicy;
import org.duplexsync.model.Route;
import org.duplexsync.reconcile.Policy;

/**
 * What a pair's job says about how it is kept.
 *
 * @param deletesAtStart default for deletes at start and on request; {@code deletesRunning} in live
 *     mode and on return
 * @param owners owner and group are carried over
 * @param setIds setuid and setgid are carried over
 * @param keepVersions so long after they were replaced old contents stay
 */
public record PairRules(
    ReviewPolicy reviewAtStart,
    ReviewPolicy reviewOnReturn,
    ConflictPolicy onConflict,
    DeletePolicy deletesAtStart,
    DeletePolicy deletesRunning,
    DeleteLimit deleteLimit,
    Duration skewLimit,
    boolean owners,
    boolean setIds,
    Route route,
    Duration keepVersions,
    LiveRules live) {
  /** More deletes than this stop the pair: whichever is first. */
  public record DeleteLimit(long count, int percent) {}

  public static final PairRules DEFAULT =
      new PairRules(
          ReviewPolicy.ALWAYS,
          ReviewPolicy.WHEN_UNSAFE,
          ConflictPolicy.NEWER,
          DeletePolicy.RESTORE,
          DeletePolicy.PROPAGATE,
          new DeleteLimit(50, 10),
          Duration.ofSeconds(2),
          false,
          false,
          Route.AUTO,
          Duration.ofDays(30),
          LiveRules.DEFAULT);

  public DeletePolicy deletes(Column column) {
    return column == Column.AT_START ? deletesAtStart : deletesRunning;
  }

  public Policy policy(Column column, DeletePolicy deletes) {
    return new Policy(column, onConflict, deletes, owners, setIds);
  }
}
