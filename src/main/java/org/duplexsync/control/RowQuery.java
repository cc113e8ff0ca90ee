package org.duplexsync.control;

import java.util.Set;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/**
 * Which rows.
 *
 * @param buckets of these; empty: of all
 * @param at exactly this path, null: any
 * @param below this path and all below it, null: anywhere
 * @param safe only safe ones, or only unsafe ones; null: both
 * @param undecided only rows without a decision
 * @param filter what is looked for; {@link RowFilter#NONE}: anything
 * @param after only rows behind this path, for paging; null: from the first
 * @param limit at most so many
 */
public record RowQuery(
    Set<Bucket> buckets,
    @Nullable RelPath at,
    @Nullable RelPath below,
    @Nullable Boolean safe,
    boolean undecided,
    RowFilter filter,
    @Nullable RelPath after,
    int limit) {
  public static final RowQuery ALL =
      new RowQuery(Set.of(), null, null, null, false, null, Integer.MAX_VALUE);

  /** With no filter. */
  public RowQuery(
      Set<Bucket> buckets,
      @Nullable RelPath at,
      @Nullable RelPath below,
      @Nullable Boolean safe,
      boolean undecided,
      @Nullable RelPath after,
      int limit) {
    this(buckets, at, below, safe, undecided, RowFilter.NONE, after, limit);
  }

  /** Rows of these buckets for which the filter holds; of all buckets if there are none. */
  public static RowQuery of(Set<Bucket> buckets, RowFilter filter) {
    return new RowQuery(buckets, null, null, null, false, filter, null, Integer.MAX_VALUE);
  }

  public static RowQuery path(RelPath path) {
    return new RowQuery(Set.of(), path, null, null, false, null, Integer.MAX_VALUE);
  }

  /** Of these rows those at or below this path. */
  public RowQuery within(RelPath directory) {
    return new RowQuery(buckets, at, directory, safe, undecided, filter, after, limit);
  }

  public RowQuery page(@Nullable RelPath behind, int size) {
    return new RowQuery(buckets, at, below, safe, undecided, filter, behind, size);
  }
}
