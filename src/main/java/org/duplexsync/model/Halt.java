package org.duplexsync.model;

import java.time.Duration;

/**
 * Why a guard stopped the pipeline: nothing of the plan goes without a person who has read this.
 */
public sealed interface Halt {
  record RootMissing(Side side, String root) implements Halt {}

  record OtherFileSystem(Side side, String root) implements Halt {}

  record FarFewer(Side side, long seen, long agreed) implements Halt {}

  /**
   * @param deletes all that are known
   * @param gone so many of these had been carried out on the other side before the guard stopped
   */
  record TooManyDeletes(Side side, RelPath below, long deletes, long of, long limit, long gone)
      implements Halt {
    public TooManyDeletes(Side side, RelPath below, long deletes, long of, long limit) {
      this(side, below, deletes, of, limit, 0);
    }
  }

  record ServerWentBack(Side side, long paths, String evidence) implements Halt {}

  record StoreWentBack(Side side, long store, long witness) implements Halt {}

  /** The job file names another root on this side than the one that was agreed with. */
  record OtherPlace(Side side, String before, String now) implements Halt {}

  record ForeignStore(Side side, String evidence) implements Halt {}

  record ClockSkew(Duration skew, Duration limit) implements Halt {}

  record FutureTimes(Side side, long paths) implements Halt {}

  record FilterChanged() implements Halt {}

  record ScanIncomplete(Side side, String reason) implements Halt {}
}
