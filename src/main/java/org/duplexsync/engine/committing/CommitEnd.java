package org.duplexsync.engine.committing;

import java.util.List;
import java.util.stream.Stream;

/**
 * How a commit ended, in rows.
 *
 * @param drifted were not as planned and are compared again
 * @param cancelled the operator ended it; the rows that were not reached wait again
 * @param notes in words
 */
public record CommitEnd(
    long done, long drifted, long failed, long kept, boolean cancelled, List<String> notes) {
  /** There was nothing to do. */
  public static final CommitEnd NOTHING = new CommitEnd(0, 0, 0, 0, false, List.of());

  public CommitEnd {
    notes = List.copyOf(notes);
  }

  public CommitEnd with(List<String> more) {
    List<String> all = Stream.concat(notes.stream(), more.stream()).toList();
    return new CommitEnd(done, drifted, failed, kept, cancelled, all);
  }
}
