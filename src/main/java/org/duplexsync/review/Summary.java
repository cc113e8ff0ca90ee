package org.duplexsync.review;

import java.util.function.Predicate;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Count;
import org.duplexsync.model.Counts;

/**
 * What an approval would do, for the sentence on the button: "98: 47 to tgt-b, 30 to tgt-a, 21
 * deletions, 3 left out". A row is counted once.
 *
 * @param both rows in which each side gets something
 * @param leftOut rows that are still open afterwards
 * @param conflictsLeftOut those of them that are conflicts
 * @param bytes of content that would travel
 */
public record Summary(
    long rows,
    long toA,
    long toB,
    long deletions,
    long both,
    long leftOut,
    long conflictsLeftOut,
    long bytes) {
  /**
   * @param open counts of rows that are not approved yet
   * @param taken which of them the approval takes
   */
  static Summary of(Counts open, Predicate<Count> taken) {
    Counts all = open.where(taken);
    Predicate<Count> copies = count -> !count.isDelete();
    return new Summary(
        all.rows(),
        all.rows(copies.and(count -> count.choice() == Choice.B_TO_A)),
        all.rows(copies.and(count -> count.choice() == Choice.A_TO_B)),
        all.deletes(),
        all.rows(
            count -> count.choice() == Choice.MERGE_FIELDS || count.choice() == Choice.KEEP_BOTH),
        open.rows() - all.rows(),
        open.rows(taken.negate().and(count -> count.bucket() == Bucket.CONFLICT)),
        all.where(copies).bytes());
  }
}
