package org.duplexsync.control;

import java.util.List;

/** A job that is open in a front end. */
public interface JobControl extends AutoCloseable {
  String name();

  List<PairControl> pairs();

  /** The engines run in another process of this machine, and go on when this is closed. */
  default boolean attached() {
    return false;
  }

  /** Ends what is under way and closes connections and store; lets go if it is attached. */
  @Override
  void close();
}
