package org.duplexsync.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a plan are meant: all conditions must hold.
 *
 * @param buckets empty: any
 * @param at this path and what is below it; null: everywhere
 * @param kind of what is there now (of A's entry, or B's if A has none); null: any
 * @param changed rows in which something happened on this side; null: any
 */
public record Selection(
    Set<Bucket> buckets,
    @Nullable RelPath at,
    @Nullable Kind kind,
    @Nullable Side changed,
    Status status) {
  public static final Selection ALL = new Selection(Set.of(), null, null, null, Status.ANY);

  /** What has become of a row so far. */
  public enum Status {
    ANY,
    OPEN,
    UNDECIDED,
    DECIDED,
    SAFE,
    CHANGED_SINCE_REVIEW,
    FAILED
  }

  public Selection {
    buckets = Set.copyOf(buckets);
  }

  public static Selection of(Bucket bucket) {
    return new Selection(Set.of(bucket), null, null, null, Status.ANY);
  }

  public static Selection at(RelPath path) {
    return new Selection(Set.of(), path, null, null, Status.ANY);
  }

  public Selection with(Status wanted) {
    return new Selection(buckets, at, kind, changed, wanted);
  }

  public Selection with(Side side) {
    return new Selection(buckets, at, kind, side, status);
  }

  public Selection with(Kind wanted) {
    return new Selection(buckets, at, wanted, changed, status);
  }
}
