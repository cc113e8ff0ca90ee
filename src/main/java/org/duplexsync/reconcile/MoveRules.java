package org.duplexsync.reconcile;

import java.util.EnumSet;
import java.util.Set;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Change;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Difference;
import org.duplexsync.model.Entry;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/** The row "moved against unchanged", from both of its ends. */
final class MoveRules {
  private final Policy policy;
  private final Words words;

  MoveRules(Policy policy, Words words) {
    this.policy = policy;
    this.words = words;
  }

  /** At the new name. A directory that can't go as a whole is made anew; its entries follow. */
  PlanItem arrived(Difference difference, Reading reading, Side side, Difference origin) {
    Agreed base = origin.base();
    Entry now = reading.present(side);
    if (base == null) {
      throw new IllegalStateException("a move from what was never agreed: " + difference.path());
    }
    String dated = " on " + side + ", agreed " + words.time(base.at());
    if (now.isDirectory() && !difference.moves().whole()) {
      Ruling ruling =
          Ruling.of(
              Bucket.NEW,
              Choice.from(side),
              true,
              "directory moved from " + origin.path() + dated + "; its entries follow one by one");
      return item(reading, ruling, null, reading.changeA(), reading.changeB());
    }
    boolean edited = !Fields.apart(now, base.entry(), policy).isEmpty();
    boolean vacated = difference.moves().to(side) != null;
    String onto = reading.entry(side.other()) == null || vacated ? "" : "; replaces what is there";
    Ruling ruling =
        Ruling.of(
            Bucket.MOVE,
            Choice.from(side),
            true,
            "moved from " + origin.path() + dated + (edited ? ", metadata changed" : "") + onto);
    Change moved = new Change.Moved(origin.path(), edited);
    Change other = new Change.None();
    return item(
            reading,
            ruling,
            new PlanItem.Origin(origin.path(), origin.a(), origin.b(), vacated),
            side == Side.A ? moved : other,
            side == Side.A ? other : moved)
        .since(base);
  }

  /** The old name's place is no directory any more: it can't be taken back. */
  static PlanItem oneWay(PlanItem item, Side mover) {
    if (item.bucket() != Bucket.MOVE) {
      return item;
    }
    Set<Choice> choices = EnumSet.copyOf(item.choices());
    choices.remove(Choice.from(mover.other()));
    return Amend.choices(item, choices);
  }

  /** At the old name, which nothing took since. */
  Verdict left(Difference difference, Reading reading, Side side, RelPath to) {
    boolean directory =
        reading.seen(side.other()) instanceof Seen.Present(Entry entry) && entry.isDirectory();
    if (!directory || difference.moves().whole()) {
      return Verdict.NOTHING;
    }
    Ruling ruling =
        Ruling.of(
            Bucket.MOVE,
            Choice.from(side),
            true,
            "directory moved to " + to + " on " + side + "; goes here once it is empty");
    return new Verdict.Plan(item(reading, ruling, null, reading.changeA(), reading.changeB()));
  }

  private static PlanItem item(
      Reading reading, Ruling ruling, PlanItem.@Nullable Origin origin, Change a, Change b) {
    return new PlanItem(
        reading.path(),
        origin,
        ruling.bucket(),
        reading.seenA(),
        reading.seenB(),
        reading.base(),
        a,
        b,
        ruling.choices(),
        ruling.proposal(),
        ruling.safe(),
        ruling.reason());
  }
}
