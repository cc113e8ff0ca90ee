package org.duplexsync.ui.trees;

import org.duplexsync.control.TreeRow;
import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;

/**
 * One visible row of the trees.
 *
 * @param depth how deep it is indented
 * @param state of a directory; {@link State#LEAF} for anything else
 */
record Node(TreeRow row, int depth, State state) {
  enum State {
    LEAF,
    CLOSED,
    /** Asked for, and not there yet. */
    OPENING,
    OPEN
  }

  static Node of(TreeRow row, int depth) {
    return new Node(row, depth, row.isDirectory() ? State.CLOSED : State.LEAF);
  }

  /** As far as the entries tell. What differs and has no row was moved, or is new. */
  boolean looksSame() {
    return row.a() instanceof Seen.Present(Entry a)
        && row.b() instanceof Seen.Present(Entry b)
        && a.looksLike(b);
  }

  RelPath path() {
    return row.path();
  }

  Node with(State now) {
    return new Node(row, depth, now);
  }
}
