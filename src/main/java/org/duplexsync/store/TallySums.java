package org.duplexsync.store;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.duplexsync.model.Count;

/** What many changed rows of a plan add to its counters: each counter is then written once. */
final class TallySums {
  private final Map<Count, long[]> sums = new HashMap<>();

  /**
   * @param sign 1: the rows come into their counter, -1: they leave it
   */
  void add(Count rows, int sign) {
    long[] sum = sums.computeIfAbsent(with(rows, 0, 0, 0), key -> new long[3]);
    sum[0] += sign * rows.rows();
    sum[1] += sign * rows.bytesToB();
    sum[2] += sign * rows.bytesToA();
  }

  /** Within the transaction that changes the rows; begins anew afterwards. */
  void write(Session session, long plan) throws SQLException {
    for (Map.Entry<Count, long[]> each : sums.entrySet()) {
      long[] sum = each.getValue();
      Tallies.add(session, plan, with(each.getKey(), sum[0], sum[1], sum[2]));
    }
    sums.clear();
  }

  private static Count with(Count count, long rows, long bytesToB, long bytesToA) {
    return new Count(
        count.bucket(),
        count.deletes(),
        count.proposal(),
        count.safe(),
        count.chosen(),
        count.state(),
        rows,
        bytesToB,
        bytesToA);
  }
}
