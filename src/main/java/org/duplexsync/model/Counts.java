package org.duplexsync.model;

import java.util.List;
import java.util.function.Predicate;

/** The counters of a plan, kept as its rows change, so that no one must read the rows to count. */
public record Counts(List<Count> all) {
  public Counts {
    all = List.copyOf(all);
  }

  public Counts where(Predicate<Count> which) {
    return new Counts(all.stream().filter(which).toList());
  }

  public long rows() {
    return all.stream().mapToLong(Count::rows).sum();
  }

  public long rows(Predicate<Count> which) {
    return all.stream().filter(which).mapToLong(Count::rows).sum();
  }

  public long in(Bucket bucket) {
    return rows(count -> count.bucket() == bucket);
  }

  /** Rows without a decision that are still open. */
  public long undecided() {
    return rows(count -> count.chosen() == null && count.state() == RowState.OPEN);
  }

  /** Rows whose choice, or proposal where there is none, deletes something. */
  public long deletes() {
    return rows(Count::isDelete);
  }

  /** Bytes of content that would travel. */
  public long bytes() {
    return all.stream()
        .mapToLong(count ->
            switch (count.choice()) {
              case A_TO_B -> count.bytesToB();
              case B_TO_A -> count.bytesToA();
              case MERGE_FIELDS, KEEP_BOTH -> count.bytesToA() + count.bytesToB();
              case SKIP, DELETE -> 0;
            })
        .sum();
  }
}
