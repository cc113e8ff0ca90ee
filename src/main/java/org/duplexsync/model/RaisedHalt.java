package org.duplexsync.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A halt of a plan, and who has read it.
 *
 * @param number within its plan
 * @param acknowledgedBy null: it still stands
 */
public record RaisedHalt(
    int number, Halt halt, @Nullable String acknowledgedBy, @Nullable Instant acknowledgedAt) {
  public boolean stands() {
    return acknowledgedBy == null;
  }
}
