package org.duplexsync.reconcile;

import org.duplexsync.model.Agreed;
import org.duplexsync.model.BaselineChange;
import org.duplexsync.model.Change;
import org.duplexsync.model.Difference;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Kind;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Sha256;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * The table of defaults: what a difference is, what may be done about it, what is proposed and why.
 * One pass in path order over differences that were hashed (as {@link Looks} says) and paired (by
 * {@link Pairing}); {@link Directories} has the next word.
 */
public final class Classify<X extends Exception> {
  private final Terms terms;
  private final Lookup<X> lookup;
  private final OneChanged one;
  private final BothChanged both;
  private final Differing differing;
  private final MoveRules moves;
  private final Follows<X> follows;
  private final Prefixes<Boolean> covered = new Prefixes<>();

  /** Finds the difference at a path, null if there is none there. */
  public interface Lookup<X extends Exception> {
    @Nullable Difference at(RelPath path) throws X;
  }

  public Classify(Terms terms, Lookup<X> lookup) {
    this.terms = terms;
    this.lookup = lookup;
    Words words = new Words(terms.now(), terms.zone());
    this.one = new OneChanged(terms.policy(), words);
    this.differing = new Differing(terms, words);
    this.moves = new MoveRules(terms.policy(), words);
    this.follows = new Follows<>(terms, lookup);
    this.both = new BothChanged(terms, words, one, differing);
  }

  /** To be called once for each difference, in path order. */
  public Verdict next(Difference difference) throws X {
    covered.moveTo(difference.path());
    if (covered.enclosing(difference.path()) != null) {
      return Verdict.NOTHING;
    }
    Reading reading = Reading.of(difference, terms);
    Verdict moved = moved(difference, reading);
    return moved == null ? rule(reading) : moved;
  }

  private @Nullable Verdict moved(Difference difference, Reading reading) throws X {
    for (Side side : Side.values()) {
      RelPath from = difference.moves().from(side);
      RelPath to = difference.moves().to(side);
      Difference origin = from == null ? null : lookup.at(from);
      if (origin != null && follows.test(difference.path(), side)) {
        cover(difference);
        PlanItem item = moves.arrived(difference, reading, side, origin);
        return new Verdict.Plan(
            follows.hasPlace(origin.path(), side) ? item : MoveRules.oneWay(item, side));
      }
      boolean left = to != null && reading.change(side) instanceof Change.Deleted;
      if (to != null && left && follows.test(to, side)) {
        cover(difference);
        return moves.left(difference, reading, side, to);
      }
    }
    return null;
  }

  private void cover(Difference difference) {
    if (difference.moves().whole()) {
      covered.push(difference.path(), true);
    }
  }

  private Verdict rule(Reading reading) {
    Ruling blocked = blocked(reading);
    if (blocked != null) {
      return plan(reading, blocked);
    }
    Agreed base = reading.base();
    Change a = reading.changeA();
    Change b = reading.changeB();
    if (reading.entry(Side.A) == null && reading.entry(Side.B) == null) {
      return base == null
          ? Verdict.NOTHING
          : new Verdict.Agreement(new BaselineChange.Forget(reading.path()));
    }
    if (agree(reading)) {
      return agreement(reading);
    }
    if (base == null) {
      return plan(
          reading,
          a instanceof Change.None
              ? one.rule(reading, Side.B)
              : b instanceof Change.None
                  ? one.rule(reading, Side.A)
                  : differing.neverAgreed(reading));
    }
    boolean onlyB = a instanceof Change.None && !wouldGiveRights(reading, Side.A, base);
    boolean onlyA = b instanceof Change.None && !wouldGiveRights(reading, Side.B, base);
    return plan(
        reading,
        onlyB
            ? one.rule(reading, Side.B)
            : onlyA ? one.rule(reading, Side.A) : both.rule(reading, base));
  }

  /** Left alone but for setuid or setgid, which don't count, but would meet new content. */
  private static boolean wouldGiveRights(Reading reading, Side side, Agreed base) {
    return Fields.content(reading.change(side.other())) && SetIds.gained(reading, side, base);
  }

  private static @Nullable Ruling blocked(Reading reading) {
    String unknown = unknown(reading.changeA(), reading.changeB());
    if (unknown != null) {
      return Ruling.blocked(unknown);
    }
    boolean otherA = other(reading, Side.A);
    boolean otherB = other(reading, Side.B);
    return otherA || otherB
        ? Ruling.blocked(
            "a socket or device on "
                + (otherA && otherB ? "both sides" : otherA ? "A" : "B")
                + ", which is never carried over; remove it or exclude it")
        : null;
  }

  private static @Nullable String unknown(Change a, Change b) {
    String onA = a instanceof Change.Unknown(String reason) ? reason : null;
    String onB = b instanceof Change.Unknown(String reason) ? reason : null;
    if (onA == null || onB == null) {
      return onA != null ? "on A: " + onA : onB != null ? "on B: " + onB : null;
    }
    int order = onA.compareTo(onB);
    return order == 0
        ? "on both sides: " + onA
        : order < 0 ? "on A: " + onA + "; on B: " + onB : "on B: " + onB + "; on A: " + onA;
  }

  private static boolean other(Reading reading, Side side) {
    Entry entry = reading.entry(side);
    return entry != null && entry.kind() == Kind.OTHER;
  }

  private boolean agree(Reading reading) {
    if (!reading.same()) {
      return false;
    }
    Entry a = reading.present(Side.A);
    Entry b = reading.present(Side.B);
    boolean untouched =
        reading.changeA() instanceof Change.None && reading.changeB() instanceof Change.None;
    return untouched || Fields.apart(a, b, terms.policy()).isEmpty();
  }

  private Verdict agreement(Reading reading) {
    Entry a = reading.present(Side.A);
    Entry b = reading.present(Side.B);
    Agreed base = reading.base();
    Sha256 hash = reading.sha256();
    boolean known =
        !a.isFile() || hash != null || (base != null && base.how() == Agreed.How.HASHED);
    Agreed.How how = known ? Agreed.How.HASHED : Agreed.How.ASSUMED;
    Agreed agreed = new Agreed(a, hash, how, b.id(), terms.now());
    return new Verdict.Agreement(new BaselineChange.Agree(reading.path(), agreed));
  }

  private static Verdict plan(Reading reading, Ruling ruling) {
    return new Verdict.Plan(
        new PlanItem(
            reading.path(),
            null,
            ruling.bucket(),
            reading.seenA(),
            reading.seenB(),
            reading.base(),
            reading.changeA(),
            reading.changeB(),
            ruling.choices(),
            ruling.proposal(),
            ruling.safe(),
            ruling.reason()));
  }
}
