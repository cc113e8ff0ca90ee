package org.duplexsync.engine;

import org.duplexsync.engine.live.LiveRules;
import org.duplexsync.engine.pair.PairRules;
import org.duplexsync.model.ConflictPolicy;
import org.duplexsync.model.DeletePolicy;
import org.duplexsync.model.ReviewPolicy;

/** Rules of a pair that differ from the usual in one respect. */
public final class Rules {
  private Rules() {}

  static PairRules onConflict(ConflictPolicy policy) {
    PairRules usual = PairRules.DEFAULT;
    return with(usual.reviewAtStart(), usual.reviewOnReturn(), policy, usual.deleteLimit());
  }

  /** A delete at start is carried over. */
  public static PairRules deleting() {
    PairRules usual = PairRules.DEFAULT;
    return new PairRules(
        usual.reviewAtStart(),
        usual.reviewOnReturn(),
        usual.onConflict(),
        DeletePolicy.PROPAGATE,
        usual.deletesRunning(),
        usual.deleteLimit(),
        usual.skewLimit(),
        usual.owners(),
        usual.setIds(),
        usual.route(),
        usual.keepVersions(),
        usual.live());
  }

  /** Not more than this travels in a second. */
  static PairRules limited(long bytes) {
    return live(LiveRules.DEFAULT.transfers(), bytes);
  }

  /** So many large files at a time. */
  static PairRules transferring(int transfers) {
    return live(transfers, LiveRules.DEFAULT.bytesPerSecond());
  }

  private static PairRules live(int transfers, long bytes) {
    PairRules usual = PairRules.DEFAULT;
    LiveRules live = usual.live();
    return new PairRules(
        usual.reviewAtStart(),
        usual.reviewOnReturn(),
        usual.onConflict(),
        usual.deletesAtStart(),
        usual.deletesRunning(),
        usual.deleteLimit(),
        usual.skewLimit(),
        usual.owners(),
        usual.setIds(),
        usual.route(),
        usual.keepVersions(),
        new LiveRules(
            live.delay(),
            transfers,
            live.inotifyMode(),
            bytes,
            live.compareEvery(),
            live.pollEvery(),
            live.insist()));
  }

  static PairRules reviews(ReviewPolicy both) {
    PairRules usual = PairRules.DEFAULT;
    return with(both, both, usual.onConflict(), usual.deleteLimit());
  }

  static PairRules with(
      ReviewPolicy atStart,
      ReviewPolicy onReturn,
      ConflictPolicy policy,
      PairRules.DeleteLimit limit) {
    PairRules usual = PairRules.DEFAULT;
    return new PairRules(
        atStart,
        onReturn,
        policy,
        usual.deletesAtStart(),
        usual.deletesRunning(),
        limit,
        usual.skewLimit(),
        usual.owners(),
        usual.setIds(),
        usual.route(),
        usual.keepVersions(),
        usual.live());
  }
}
