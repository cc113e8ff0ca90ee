package org.duplexsync.commit;

import java.util.List;

/** Steps that are made durable, staged, committed and recorded together. */
record Batch(Phase phase, List<Op> ops) {
  /** How many paths a batch may hold. */
  static final int LIMIT = 1_000;

  /** Content beyond this ends a batch: results come in, and the temp dir needs room for one. */
  static final long BYTES = 256L << 20;

  Batch {
    ops = List.copyOf(ops);
  }
}
