package org.duplexsync.reconcile;

import java.util.Map;
import java.util.TreeMap;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Change;
import org.duplexsync.model.Choice;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * What is in a directory decides about the directory: it goes only if everything in it goes. One
 * pass over the plan in reverse path order; holds what is known about the directories around the
 * current path.
 */
public final class DirectoriesBackward {
  private final TreeMap<RelPath, Inside> pending = new TreeMap<>();

  /**
   * Says that something not in the plan stays on a side: excluded by a filter, not readable.
   *
   * @param why such as "excluded"
   */
  public void stays(RelPath path, Side side, String why) {
    settle(path);
    parent(path).stays(side, path + " (" + why + ")");
    parent(path).changed(side, path + " (" + why + ")");
    parent(path).bars(side, path + " (" + why + ")");
  }

  /** To be called for each item, in reverse path order; the answer takes its place in the plan. */
  public PlanItem next(PlanItem item) {
    settle(item.path());
    Inside inside = pending.remove(item.path());
    PlanItem answer = inside == null ? item : decide(item, inside);
    Inside around = parent(item.path());
    if (inside != null) {
      around.add(inside);
    }
    add(answer, around);
    return answer;
  }

  /** Directories that lie behind have no row of their own; what is in them is in those around. */
  private void settle(RelPath path) {
    while (!pending.isEmpty() && pending.lastKey().compareTo(path) > 0) {
      Map.Entry<RelPath, Inside> last = pending.pollLastEntry();
      if (!last.getKey().isRoot()) {
        parent(last.getKey()).add(last.getValue());
      }
    }
  }

  private Inside parent(RelPath path) {
    RelPath parent = path.parent();
    return pending.computeIfAbsent(parent == null ? RelPath.ROOT : parent, _ -> new Inside());
  }

  private static void add(PlanItem item, Inside around) {
    String name = item.path() + " (" + item.reason() + ")";
    around.unsafe |= !item.safe();
    for (Side side : Side.values()) {
      boolean here = !(item.seen(side) instanceof Seen.Absent);
      Side winner = winner(item.proposal());
      boolean wins = winner != null && item.seen(winner) instanceof Seen.Present;
      boolean both = item.proposal() == Choice.MERGE_FIELDS || item.proposal() == Choice.KEEP_BOTH;
      if (wins || both || (here && item.proposal() == Choice.SKIP)) {
        around.stays(side, name);
      }
      if (!here && (wins || both)) {
        around.needs(side, name);
      }
      if (here && (changed(item, side) || unread(item))) {
        around.changed(side, name);
      }
    }
  }

  /** It was only taken for the same: nobody knows that the other side ever had it. */
  private static boolean unread(PlanItem item) {
    Agreed base = item.base();
    return base != null
        && base.how() == Agreed.How.ASSUMED
        && base.entry().isFile()
        && base.sha256() == null;
  }

  private static boolean changed(PlanItem item, Side side) {
    return item.bucket() == Bucket.BLOCKED
        || switch (item.change(side)) {
          case Change.None _, Change.Metadata _, Change.Deleted _ -> false;
          case Change.Created _, Change.Edited _, Change.WentBack _ -> true;
          case Change.Retyped _, Change.Moved _, Change.Unknown _ -> true;
        };
  }

  static @Nullable Side winner(Choice choice) {
    return switch (choice) {
      case A_TO_B -> Side.A;
      case B_TO_A -> Side.B;
      case MERGE_FIELDS, KEEP_BOTH, SKIP, DELETE -> null;
    };
  }

  private static PlanItem decide(PlanItem item, Inside inside) {
    Side side = Amend.onlyDirectory(item);
    if (side == null || item.bucket() == Bucket.BLOCKED) {
      return item;
    }
    Side other = side.other();
    boolean goes = item.proposal() == Choice.from(other);
    if (!(item.seen(other) instanceof Seen.Absent)) {
      String bar = inside.bar(side);
      if (goes && bar != null) {
        return Amend.blocked(
            item,
            "%s; the directory on %s can't go, because of %s in it: move that away, or change the filter"
                .formatted(item.reason(), side, bar));
      }
      String changed = inside.changed(side);
      return goes && changed != null ? hold(item, changed) : item;
    }
    boolean waits = item.proposal() == Choice.SKIP && item.bucket() == Bucket.DELETE;
    if (!goes && !waits) {
      return item;
    }
    String needed = inside.needed(other);
    if (needed != null) {
      return Amend.proposal(
          item, Choice.from(side), item.safe(), item.reason() + "; kept, because of " + needed);
    }
    String stays = inside.stays(side);
    if (goes && stays != null) {
      return Amend.proposal(
          item, Choice.SKIP, false, item.reason() + "; kept, because of " + stays);
    }
    return inside.unsafe ? Amend.proposal(item, item.proposal(), false, item.reason()) : item;
  }

  private static PlanItem hold(PlanItem item, String changed) {
    return Amend.conflict(
        item, Ruling.BOTH, item.reason() + "; waits for a decision, because of " + changed);
  }

  /** What is below a directory, as far as it bears on the directory; a first example of each. */
  private static final class Inside {
    private @Nullable String staysA;
    private @Nullable String staysB;
    private @Nullable String neededA;
    private @Nullable String neededB;
    private @Nullable String changedA;
    private @Nullable String changedB;
    private @Nullable String barsA;
    private @Nullable String barsB;
    private boolean unsafe;

    void stays(Side side, String name) {
      if (side == Side.A) {
        staysA = name;
      } else {
        staysB = name;
      }
    }

    void needs(Side side, String name) {
      if (side == Side.A) {
        neededA = name;
      } else {
        neededB = name;
      }
    }

    void changed(Side side, String name) {
      if (side == Side.A) {
        changedA = name;
      } else {
        changedB = name;
      }
    }

    /** Nothing of it is in the plan, so that no decision lets it go. */
    void bars(Side side, String name) {
      if (side == Side.A) {
        barsA = name;
      } else {
        barsB = name;
      }
    }

    @Nullable String bar(Side side) {
      return side == Side.A ? barsA : barsB;
    }

    @Nullable String stays(Side side) {
      return side == Side.A ? staysA : staysB;
    }

    @Nullable String needed(Side side) {
      return side == Side.A ? neededA : neededB;
    }

    @Nullable String changed(Side side) {
      return side == Side.A ? changedA : changedB;
    }

    void add(Inside inner) {
      staysA = inner.staysA == null ? staysA : inner.staysA;
      staysB = inner.staysB == null ? staysB : inner.staysB;
      neededA = inner.neededA == null ? neededA : inner.neededA;
      neededB = inner.neededB == null ? neededB : inner.neededB;
      changedA = inner.changedA == null ? changedA : inner.changedA;
      changedB = inner.changedB == null ? changedB : inner.changedB;
      barsA = inner.barsA == null ? barsA : inner.barsA;
      barsB = inner.barsB == null ? barsB : inner.barsB;
      unsafe |= inner.unsafe;
    }
  }
}
