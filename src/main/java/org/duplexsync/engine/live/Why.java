package org.duplexsync.engine.live;

/** Why everything is compared, which tells whose policy reviews it. */
public enum Why {
  /** The pair goes live. */
  START,
  /** Both hosts are there again. */
  RETURN,
  /** Something may have been missed, or it is time. */
  NET
}
