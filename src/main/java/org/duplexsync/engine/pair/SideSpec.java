package org.duplexsync.engine.pair;

import org.duplexsync.host.TreeSpec;

/**
 * One side of a pair.
 *
 * @param host which machine and account it is, in words that are the same for every engine that
 *     reaches it: leases are taken in their order
 */
public record SideSpec(String host, TreeSpec tree) {
  /** The root as a person would name it. */
  public String place() {
    return host + ":" + tree.root();
  }

  String leaseOrder() {
    return host + "\0" + tree.root();
  }
}
