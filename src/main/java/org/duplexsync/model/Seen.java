package org.duplexsync.model;

/** What is known of one path on one side. */
public sealed interface Seen {
  record Present(Entry entry) implements Seen {}

  /** Certainly not there: the listing that would have named it was complete. */
  record Absent() implements Seen {}

  /**
   * Can't be told: not readable, behind a mount, or the listing was cut. Never taken for {@link
   * Absent}.
   */
  record Unknown(String reason) implements Seen {}

  Seen ABSENT = new Absent();
}
