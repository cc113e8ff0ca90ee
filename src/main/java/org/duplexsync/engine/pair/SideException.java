package org.duplexsync.engine.pair;

import java.util.Objects;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/** A host or a root can't be used: the run ends; the message says what to do. */
public final class SideException extends Exception {
  private static final long serialVersionUID = 1;

  private final @Nullable Side side;

  public SideException(@Nullable Side side, Exception cause) {
    super(Objects.requireNonNullElse(cause.getMessage(), cause.toString()), cause);
    this.side = side;
  }

  /** What is wrong in one word, such as {@code TIMED_OUT} or {@code LEASE_HELD}. */
  public String kind() {
    return switch (getCause()) {
      case HostException host -> host.word();
      case TreeException tree -> tree.kind().name();
      case null, default -> "LOST";
    };
  }

  /** Null if it can't be told which. */
  public @Nullable Side side() {
    return side;
  }

  /** What is wrong with the root; null if the host as a whole is gone. */
  public TreeException.@Nullable Cause tree() {
    return getCause() instanceof TreeException tree ? tree.kind() : null;
  }
}
