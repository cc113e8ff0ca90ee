package org.duplexsync.engine.live;

import org.duplexsync.host.TreeException;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/** The hosts or this machine's store can't be used at the moment; nothing is half known. */
public final class Lost extends Exception {
  private static final long serialVersionUID = 1;

  private final @Nullable Side side;
  private final boolean refused;

  /**
   * @param refused another engine works on the pair
   */
  public Lost(@Nullable Side side, String reason, boolean refused, Throwable cause) {
    super(reason, cause);
    this.side = side;
    this.refused = refused;
  }

  /** Null: neither, or it can't be told. */
  public @Nullable Side side() {
    return side;
  }

  public boolean refused() {
    return refused;
  }

  /** The host answers, and the root is not what it was. */
  boolean isRoot() {
    for (Throwable at = getCause(); at != null; at = at.getCause()) {
      if (at instanceof TreeException tree) {
        return tree.kind() == TreeException.Cause.ROOT_MISSING
            || tree.kind() == TreeException.Cause.ROOT_NOT_A_DIRECTORY;
      }
    }
    return false;
  }

  public String reason() {
    return String.valueOf(getMessage());
  }
}
