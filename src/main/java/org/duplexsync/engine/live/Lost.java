package org.duplexsync.engine.live;

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

  public String reason() {
    return String.valueOf(getMessage());
  }
}
