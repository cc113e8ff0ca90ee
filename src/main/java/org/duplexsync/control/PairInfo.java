package org.duplexsync.control;

import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * Names for people.
 *
 * @param a such as {@code webmgr@tgt-a:/home/webmgr/contents/images}; {@code b} likewise
 * @param hostA the host's name in the job; {@code hostB} likewise
 */
public record PairInfo(String name, String a, String b, String hostA, String hostB) {
  public String host(Side side) {
    return side == Side.A ? hostA : hostB;
  }

  /**
   * The reason with the host where it arose before it, once.
   *
   * @param side null: neither
   */
  public String at(@Nullable Side side, String reason) {
    if (side == null || reason.startsWith(host(side) + " (")) {
      return reason;
    }
    String where = host(side) + ": ";
    return reason.startsWith(where) ? reason : where + reason;
  }
}
