package org.duplexsync.engine.live;

/**
 * How much is taken for one batch. How much there is in directories shows only when they are
 * listed: as much is assumed to be in the next ones as was in the last.
 */
final class Portion {
  private static final int POINTS = 500;
  private static final int FEW = 100;

  /** Entries of a batch to aim at. */
  private static final int ENTRIES = 600;

  private long inEach = 50;

  /**
   * The most that are taken at a time.
   *
   * @param points single paths
   * @param directories to be listed
   * @param crowds also what many others wait beside
   */
  record Most(int points, int directories, boolean crowds) {}

  /** What was taken last, and how much there was to look at. */
  void was(Places places, long listed) {
    int directories = places.below().size() + places.inside().size();
    if (directories > 0) {
      inEach = Math.max(1, (listed - places.points().size()) / directories);
    }
  }

  /**
   * @param much false: only small changes, which nobody would want to wait
   */
  Most of(boolean much) {
    int points = much ? POINTS : FEW;
    int entries = much ? ENTRIES : FEW;
    return new Most(points, Math.clamp(entries / inEach, 1, points), much);
  }
}
