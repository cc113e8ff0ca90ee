package org.duplexsync.reconcile;

import org.duplexsync.model.Agreed;
import org.duplexsync.model.Change;
import org.duplexsync.model.Difference;
import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * Whether one rename can follow a moved directory: everything that was agreed below the old name,
 * and nothing else, is below the new one on this side, and the other side left it all alone.
 * Strangers, edits and places that can't be read make it several moves.
 */
final class WholeMove<X extends Exception> {
  private final Terms terms;
  private final Side side;
  private final Pairing.Below<X> below;

  WholeMove(Terms terms, Side side, Pairing.Below<X> below) {
    this.terms = terms;
    this.side = side;
    this.below = below;
  }

  /** False for anything but a directory. */
  boolean test(Difference from, Difference to) throws X {
    Reading old = Reading.of(from, terms);
    Reading now = Reading.of(to, terms);
    Agreed base = old.base();
    if (base == null
        || !base.entry().isDirectory()
        || !(old.change(side) instanceof Change.Deleted)
        || now.base() != null) {
      return false;
    }
    Differences<X> left = below.below(from.path());
    Differences<X> arrived = below.below(to.path());
    Difference one = left.next();
    Difference two = arrived.next();
    while (one != null && two != null) {
      RelPath expected = one.path().rebase(from.path(), to.path());
      if (!expected.equals(two.path()) || !moved(one, two)) {
        return false;
      }
      one = left.next();
      two = arrived.next();
    }
    return one == null && two == null;
  }

  private boolean moved(Difference from, Difference to) {
    Reading old = Reading.of(from, terms);
    Reading now = Reading.of(to, terms);
    Agreed base = old.base();
    Entry entry = now.entry(side);
    return base != null
        && entry != null
        && old.change(side) instanceof Change.Deleted
        && old.leftAlone(side.other())
        && now.base() == null
        && now.leftAlone(side.other())
        && sameThing(base, entry)
        && Likeness.of(from, to, side) == Likeness.SAME;
  }

  private boolean sameThing(Agreed base, @Nullable Entry entry) {
    return entry != null
        && entry.id().inode() == base.id(side).inode()
        && (entry.isDirectory() || entry.id().links() == 1)
        && Fields.apart(entry, base.entry(), terms.policy()).isEmpty();
  }
}
