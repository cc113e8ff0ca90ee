package org.duplexsync.reconcile;

import java.util.Set;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Entry;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/** Plan items with a second thought. */
final class Amend {
  private Amend() {}

  /** What the item doesn't offer is not proposed: then it waits. */
  static PlanItem proposal(PlanItem item, Choice proposal, boolean safe, String reason) {
    boolean offered = item.choices().contains(proposal);
    Choice proposed = offered ? proposal : Choice.SKIP;
    return item.dealt(item.bucket(), item.choices(), proposed, safe && offered).because(reason);
  }

  /** It waits: what was a plain change is a conflict now. */
  static PlanItem conflict(PlanItem item, Set<Choice> choices, String reason) {
    return item.dealt(Bucket.CONFLICT, choices, Choice.SKIP, false).because(reason);
  }

  /** It can't be done: the reason says what to do first. */
  static PlanItem blocked(PlanItem item, String reason) {
    return item.dealt(Bucket.BLOCKED, Ruling.NONE, Choice.SKIP, false).because(reason);
  }

  static PlanItem choices(PlanItem item, Set<Choice> choices) {
    return item.dealt(item.bucket(), choices, item.proposal(), item.safe());
  }

  static @Nullable Entry entry(PlanItem item, Side side) {
    return item.seen(side) instanceof Seen.Present(Entry entry) ? entry : null;
  }

  static boolean directory(PlanItem item, Side side) {
    Entry entry = entry(item, side);
    return entry != null && entry.isDirectory();
  }

  /** The side on which this is a directory, if the other one has none here; else null. */
  static @Nullable Side onlyDirectory(PlanItem item) {
    boolean a = directory(item, Side.A);
    return a == directory(item, Side.B) ? null : a ? Side.A : Side.B;
  }
}
