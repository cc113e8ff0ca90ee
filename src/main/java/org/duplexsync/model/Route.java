package org.duplexsync.model;

/** How contents travel between the servers of a pair. */
public enum Route {
  /** Chosen by size, number and what the hosts have. */
  AUTO,
  /** Through the two helper channels. */
  HELPER,
  /** Through rsync's own protocol, joined here. */
  BRIDGE
}
