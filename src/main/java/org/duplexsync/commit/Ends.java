package org.duplexsync.commit;

import org.duplexsync.model.Side;

/** Both sides of a pair. */
public record Ends(End a, End b) {
  public End of(Side side) {
    return side == Side.A ? a : b;
  }
}
