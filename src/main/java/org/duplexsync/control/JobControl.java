package org.duplexsync.control;

import java.util.List;

/** A job that is open in a front end. */
public interface JobControl extends AutoCloseable {
  String name();

  List<PairControl> pairs();

  /** Ends what is under way and closes connections and store. */
  @Override
  void close();
}
