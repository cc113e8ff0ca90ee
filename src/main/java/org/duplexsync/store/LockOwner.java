package org.duplexsync.store;

import java.time.Instant;

/** The process that writes a job's store. */
public record LockOwner(long pid, String host, Instant since) {
  @Override
  public String toString() {
    return "process " + pid + " on " + host + ", since " + since;
  }
}
