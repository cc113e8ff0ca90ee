package org.duplexsync.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plan without its rows.
 *
 * @param agreed when the sides last agreed on anything; null: never
 * @param facts what the banner needs, by name (why, which host was away and since when)
 */
public record PlanHeader(
    long id,
    String pair,
    long run,
    Column column,
    Instant created,
    @Nullable Instant agreed,
    PlanState state,
    Map<String, String> facts,
    List<RaisedHalt> halts,
    Counts counts) {
  public boolean halted() {
    return halts.stream().anyMatch(RaisedHalt::stands);
  }
}
