package org.duplexsync.ui.activity;

import java.time.Duration;
import org.duplexsync.model.Transfer;
import org.jspecify.annotations.Nullable;

/**
 * A transfer with what was seen of its pace.
 *
 * @param perSecond bytes; -1: not known yet
 * @param left until it is done at this pace; null: can't be told
 */
record Moving(Transfer transfer, long perSecond, @Nullable Duration left) {
  /** From 0 to 1. */
  double share() {
    long total = transfer.total();
    return total <= 0 ? 0 : Math.clamp((double) transfer.bytes() / total, 0, 1);
  }
}
