package org.duplexsync.reconcile;

import java.util.Set;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Column;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Field;
import org.duplexsync.model.Side;

/** Both sides have something here and it isn't the same: never agreed, or edited on both. */
final class Differing {
  private final Terms terms;
  private final Words words;

  Differing(Terms terms, Words words) {
    this.terms = terms;
    this.words = words;
  }

  /** Nothing was agreed about this path. */
  Ruling neverAgreed(Reading reading) {
    Entry a = reading.present(Side.A);
    Entry b = reading.present(Side.B);
    if (reading.same()) {
      return metadata(reading, "");
    }
    if (a.isDirectory() || b.isDirectory()) {
      return Ruling.conflict(
          Ruling.BOTH,
          Choice.SKIP,
          String.format(
              "never agreed: %s; waits for a decision",
              words.both(
                  new Words.Clause(Words.kind(a.kind()), Side.A, null),
                  new Words.Clause(Words.kind(b.kind()), Side.B, null))));
    }
    return content(reading, "");
  }

  /**
   * Two contents of one name.
   *
   * @param agreed when it was agreed, in words; empty: never
   */
  Ruling content(Reading reading, String agreed) {
    Entry a = reading.present(Side.A);
    Entry b = reading.present(Side.B);
    Newer newer = Newer.content(a, b, terms.clocks());
    String what = words.both(clause(a, agreed, Side.A), clause(b, agreed, Side.B)) + agreed;
    return conflict(Ruling.BOTH, newer, (agreed.isEmpty() ? neverAgreed(reading, "") : "") + what);
  }

  private static String neverAgreed(Reading reading, String what) {
    return switch (reading.doubt()) {
      case NONE -> "never agreed: " + what;
      case WRONG -> "taken for equal by size and time, but the contents differ: " + what;
      case UNPROVEN -> "taken for equal by size and time, but never compared: " + what;
    };
  }

  private static Words.Clause clause(Entry entry, String agreed, Side side) {
    String verb = agreed.isEmpty() ? Words.kind(entry.kind()) : "edited";
    return new Words.Clause(verb, side, entry.mtime());
  }

  /** One content, but mode, owner, group or time differ; a time alone is no matter of dispute. */
  Ruling metadata(Reading reading, String agreed) {
    Entry a = reading.present(Side.A);
    Entry b = reading.present(Side.B);
    Set<Field> fields = Fields.apart(a, b, terms.policy());
    if (fields.equals(Set.of(Field.CONTENT)) && agreed.isEmpty()) {
      return time(a, b);
    }
    Newer newer = Newer.metadata(a, b, terms.clocks());
    String what =
        words.both(
                new Words.Clause(Fields.names(fields) + " set", Side.A, a.id().ctime()),
                new Words.Clause(Fields.names(fields) + " set", Side.B, b.id().ctime()))
            + agreed;
    if (!agreed.isEmpty() && terms.policy().column() == Column.RUNNING) {
      return Ruling.conflict(Ruling.EITHER, Choice.SKIP, what + "; waits for a decision");
    }
    return conflict(
        Ruling.EITHER, newer, agreed.isEmpty() ? "same content, never agreed: " + what : what);
  }

  private Ruling time(Entry a, Entry b) {
    Newer newer = Newer.content(a, b, terms.clocks());
    return Ruling.of(
        Bucket.METADATA,
        newer.choice(),
        newer.side() != null,
        "same content, "
            + words.both(
                new Words.Clause("dated", Side.A, a.mtime()),
                new Words.Clause("dated", Side.B, b.mtime()))
            + "; "
            + newer.words());
  }

  /** At start the newer one is proposed; while running the pair's policy decides. */
  private Ruling conflict(Set<Choice> choices, Newer newer, String what) {
    Policy policy = terms.policy();
    if (policy.column() == Column.AT_START) {
      return Ruling.conflict(choices, newer.choice(), what + "; " + newer.words());
    }
    return switch (policy.onConflict()) {
      case NEWER -> Ruling.conflict(choices, newer.choice(), what + "; " + newer.words());
      case HOLD -> Ruling.conflict(choices, Choice.SKIP, what + "; waits for a decision");
      case KEEP_BOTH -> Ruling.conflict(choices, Choice.KEEP_BOTH, what + "; " + newer.words());
      case A -> Ruling.conflict(choices, Choice.A_TO_B, what + "; the policy takes A's");
      case B -> Ruling.conflict(choices, Choice.B_TO_A, what + "; the policy takes B's");
    };
  }
}
