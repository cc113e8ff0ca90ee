package org.duplexsync.ui.trees;

import org.duplexsync.control.TreeRow;
import org.duplexsync.model.RelPath;

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

  RelPath path() {
    return row.path();
  }

  Node with(State now) {
    return new Node(row, depth, now);
  }
}
