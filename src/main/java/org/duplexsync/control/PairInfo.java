package org.duplexsync.control;

import org.duplexsync.model.Side;

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
}
