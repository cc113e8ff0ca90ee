package org.duplexsync.reconcile;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Choice;

/** What a row of the table says about a difference. */
record Ruling(Bucket bucket, Set<Choice> choices, Choice proposal, boolean safe, String reason) {
  static final Set<Choice> EITHER = set(Choice.A_TO_B, Choice.B_TO_A, Choice.SKIP);
  static final Set<Choice> MERGEABLE =
      set(Choice.A_TO_B, Choice.B_TO_A, Choice.MERGE_FIELDS, Choice.SKIP);
  static final Set<Choice> BOTH = set(Choice.A_TO_B, Choice.B_TO_A, Choice.KEEP_BOTH, Choice.SKIP);
  static final Set<Choice> NONE = set(Choice.SKIP);

  private static Set<Choice> set(Choice first, Choice... rest) {
    return Collections.unmodifiableSet(EnumSet.of(first, rest));
  }

  static Ruling of(Bucket bucket, Choice proposal, boolean safe, String reason) {
    return new Ruling(bucket, EITHER, proposal, safe, reason);
  }

  static Ruling conflict(Set<Choice> choices, Choice proposal, String reason) {
    Choice offered = choices.contains(proposal) ? proposal : Choice.SKIP;
    return new Ruling(Bucket.CONFLICT, choices, offered, false, reason);
  }

  static Ruling blocked(String reason) {
    return new Ruling(Bucket.BLOCKED, NONE, Choice.SKIP, false, reason);
  }
}
