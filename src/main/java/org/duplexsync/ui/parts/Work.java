package org.duplexsync.ui.parts;

import org.duplexsync.control.ControlException;

/** Something that may wait for a server, a file or the store. */
@FunctionalInterface
public interface Work<T> {
  T run() throws ControlException;

  /** Without an answer. */
  @FunctionalInterface
  interface Deed {
    void run() throws ControlException;
  }

  static Work<Boolean> of(Deed deed) {
    return () -> {
      deed.run();
      return true;
    };
  }
}
