package org.duplexsync.reconcile;

import java.time.Duration;
import java.util.List;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Halt;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * What stops the pipeline until a person has read it. Each guard is a function of a few numbers and
 * answers null if nothing is wrong; {@link Census} has those that need the plan.
 */
public final class Guards {
  /** Below this many agreed entries a share says nothing. */
  private static final long FEW = 5;

  static final String UNLISTED = "the listing is incomplete: ";

  private Guards() {}

  /** Unknown only because a listing was cut: the next one may tell. */
  public static boolean isUnlisted(Seen seen) {
    return seen instanceof Seen.Unknown(String reason) && reason.startsWith(UNLISTED);
  }

  /** Less than half of what was agreed is there: also with one file left over. */
  public static Halt.@Nullable FarFewer farFewer(Side side, long seen, long agreed) {
    return agreed >= FEW && seen * 2 < agreed ? new Halt.FarFewer(side, seen, agreed) : null;
  }

  /**
   * The root's device or inode is another one than when the sides last agreed.
   *
   * @param known as remembered: {@code device:inode}; null: never seen before
   */
  public static Halt.@Nullable OtherFileSystem root(
      Side side, String root, @Nullable String known, String now) {
    return known == null || known.equals(now) ? null : new Halt.OtherFileSystem(side, root);
  }

  /** No two times of different servers can be compared. */
  public static Halt.@Nullable ClockSkew clocks(@Nullable Duration skew, Duration limit) {
    return skew != null && skew.abs().compareTo(limit) > 0 ? new Halt.ClockSkew(skew, limit) : null;
  }

  /**
   * What the store knows of the witnesses.
   *
   * @param id of the store
   * @param generation last committed; 0: none yet
   * @param pending the next one was begun: a server may have it or not
   */
  public record Store(String id, long generation, boolean pending) {}

  /**
   * A server behind the store went back; a store behind a server did; another store's server was
   * never agreed with.
   *
   * @param foundId null: the server has no witness
   */
  public static @Nullable Halt witness(
      Side side, Store store, @Nullable String foundId, long found) {
    if (foundId == null) {
      return store.generation == 0
          ? null
          : new Halt.ServerWentBack(
              side, 0, "its witness is gone, agreement " + store.generation + " is remembered");
    }
    if (!foundId.equals(store.id)) {
      return new Halt.ForeignStore(side, "its witness names the store " + foundId);
    }
    if (found < store.generation) {
      return new Halt.ServerWentBack(
          side, 0, "its witness says " + found + ", remembered is " + store.generation);
    }
    return found == store.generation || (store.pending && found == store.generation + 1)
        ? null
        : new Halt.StoreWentBack(side, store.generation, found);
  }

  /** Whether these halts make every difference wait: nobody knows which state is right. */
  public static boolean holdEverything(List<Halt> halts) {
    return halts.stream().anyMatch(Guards::holdsEverything);
  }

  private static boolean holdsEverything(Halt halt) {
    return switch (halt) {
      case Halt.ServerWentBack _, Halt.StoreWentBack _, Halt.OtherFileSystem _ -> true;
      case Halt.RootMissing _, Halt.ForeignStore _, Halt.OtherPlace _, Halt.FarFewer _ -> false;
      case Halt.TooManyDeletes _, Halt.ClockSkew _, Halt.FutureTimes _ -> false;
      case Halt.FilterChanged _, Halt.ScanIncomplete _ -> false;
    };
  }

  /**
   * Whether nothing at all may go before a person has read this; false where only deletes and
   * conflicts can't be trusted.
   */
  public static boolean holdsMoreThanDeletes(Halt halt) {
    return switch (halt) {
      case Halt.ServerWentBack _, Halt.StoreWentBack _, Halt.OtherFileSystem _ -> true;
      case Halt.RootMissing _, Halt.ForeignStore _, Halt.OtherPlace _, Halt.FarFewer _ -> true;
      case Halt.TooManyDeletes _, Halt.ClockSkew _, Halt.FutureTimes _ -> false;
      case Halt.FilterChanged _, Halt.ScanIncomplete _ -> false;
    };
  }

  /** The item as {@link #holdEverything} leaves it. */
  public static PlanItem held(PlanItem item) {
    return held(item, "waits, because a guard stopped");
  }

  /** The item as one that waits for a person, who reads why. */
  public static PlanItem held(PlanItem item, String why) {
    return item.proposal() == Choice.SKIP && !item.safe()
        ? item
        : Amend.proposal(item, Choice.SKIP, false, item.reason() + "; " + why);
  }
}
