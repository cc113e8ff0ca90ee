package org.duplexsync.engine.planning;

import org.duplexsync.model.Agreed;
import org.duplexsync.model.Difference;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/** Differences as they become when one side was looked at again. */
final class Rows {
  private Rows() {}

  /** What was hashed before on that side is no longer what is there. */
  static Difference with(Difference row, Side side, Seen now) {
    return side == Side.A
        ? new Difference(row.path(), now, row.b(), row.base(), null, row.hashB(), row.moves())
        : new Difference(row.path(), row.a(), now, row.base(), row.hashA(), null, row.moves());
  }

  static Difference of(RelPath path, Side side, Seen here, Seen there, @Nullable Agreed base) {
    return side == Side.A
        ? Difference.of(path, here, there, base)
        : Difference.of(path, there, here, base);
  }
}
