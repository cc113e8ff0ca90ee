package org.duplexsync.control;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.duplexsync.model.Absence;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Halt;
import org.jspecify.annotations.Nullable;

/**
 * A plan in numbers.
 *
 * @param compared when the comparison ended
 * @param entriesA how many entries A has; {@code entriesB} likewise
 * @param baselineAt when the youngest agreement before this compare was made; null: nothing had
 *     been agreed on
 * @param baselineNote why the baseline is new, such as one that was lost; null if it is as it was
 * @param agreedNow when what was found equal, or was carried out since, was agreed on; null: it was
 *     not
 * @param away which server had been away before this compare; null: none
 * @param counts rows per bucket that still wait or failed; those committed are no longer counted
 * @param undecided conflicts that nobody has decided yet
 * @param safe how many rows are safe
 * @param halts what stopped it; each must be acknowledged before anything is approved
 * @param cleanedUp what was settled of an earlier run, in words
 * @param partial what was skipped, in words; empty: everything was seen
 * @param upkeep what is left to be done beside
 */
public record PlanSummary(
    long planId,
    Instant compared,
    long entriesA,
    long entriesB,
    @Nullable Instant baselineAt,
    @Nullable String baselineNote,
    @Nullable Instant agreedNow,
    @Nullable Absence away,
    Map<Bucket, Long> counts,
    long undecided,
    long safe,
    List<HaltRow> halts,
    List<String> cleanedUp,
    List<String> partial,
    Upkeep upkeep) {
  /**
   * @param text what the guard says, in words, with what to do
   */
  public record HaltRow(Halt halt, String text, boolean acknowledged) {}

  public long rows() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
