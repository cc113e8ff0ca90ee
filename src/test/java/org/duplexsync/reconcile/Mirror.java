package org.duplexsync.reconcile;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Entry;
import org.duplexsync.model.PlanItem;
import org.jspecify.annotations.Nullable;

/** A plan item with A and B exchanged, words included. */
final class Mirror {
  private Mirror() {}

  static PlanItem of(PlanItem item) {
    PlanItem.Origin o = item.origin();
    return new PlanItem(
        item.path(),
        o == null ? null : new PlanItem.Origin(o.path(), o.b(), o.a(), o.vacated()),
        item.bucket(),
        item.b(),
        item.a(),
        of(item.base()),
        item.changeB(),
        item.changeA(),
        choices(item.choices()),
        item.proposal().swapped(),
        item.safe(),
        words(item.reason()));
  }

  private static Set<Choice> choices(Set<Choice> choices) {
    Set<Choice> swapped = EnumSet.noneOf(Choice.class);
    choices.forEach(choice -> swapped.add(choice.swapped()));
    return Collections.unmodifiableSet(swapped);
  }

  private static @Nullable Agreed of(@Nullable Agreed agreed) {
    if (agreed == null) {
      return null;
    }
    Entry e = agreed.entry();
    Entry onB =
        new Entry(
            e.kind(), e.size(), e.mtime(), e.mode(), e.owner(), e.group(), e.target(), agreed.b());
    return new Agreed(onB, agreed.sha256(), agreed.how(), e.id(), agreed.at());
  }

  /** Names of files here are small letters. */
  static String words(String reason) {
    return reason.replaceAll("\\bA\\b", "\u0001").replaceAll("\\bB\\b", "A").replace('\u0001', 'B');
  }
}
