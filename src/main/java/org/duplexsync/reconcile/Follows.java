package org.duplexsync.reconcile;

import org.duplexsync.model.Difference;
import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * Whether the other side can follow a move to a path: all directories above it are there, or will
 * be made there without a decision. Else it is no move, but a create that waits and a delete.
 */
final class Follows<X extends Exception> {
  private final Terms terms;
  private final Classify.Lookup<X> lookup;
  private @Nullable RelPath asked;
  private @Nullable Side askedSide;
  private boolean answer;
  private @Nullable RelPath placeAsked;
  private @Nullable Side placeSide;
  private boolean place;

  Follows(Terms terms, Classify.Lookup<X> lookup) {
    this.terms = terms;
    this.lookup = lookup;
  }

  boolean test(RelPath to, Side side) throws X {
    RelPath parent = to.parent();
    if (parent == null || parent.isRoot()) {
      return true;
    }
    RelPath before = asked;
    if (before == null || !parent.equals(before) || side != askedSide) {
      answer = directories(parent, side.other());
      asked = parent;
      askedSide = side;
    }
    return answer;
  }

  /** Whether what stands next above a path is a directory: else nothing can be put there. */
  boolean hasPlace(RelPath path, Side side) throws X {
    RelPath parent = path.parent();
    if (parent == null || parent.isRoot()) {
      return true;
    }
    RelPath before = placeAsked;
    if (before == null || !parent.equals(before) || side != placeSide) {
      place = isPlace(parent, side);
      placeAsked = parent;
      placeSide = side;
    }
    return place;
  }

  private boolean isPlace(RelPath innermost, Side side) throws X {
    for (RelPath at = innermost; at != null && !at.isRoot(); at = at.parent()) {
      Difference difference = lookup.at(at);
      Seen seen = difference == null ? null : difference.seen(side);
      if (!(seen instanceof Seen.Absent)) {
        return seen == null || (seen instanceof Seen.Present(Entry entry) && entry.isDirectory());
      }
    }
    return true;
  }

  private boolean directories(RelPath innermost, Side other) throws X {
    for (RelPath at = innermost; at != null && !at.isRoot(); at = at.parent()) {
      Difference difference = lookup.at(at);
      if (difference != null && !willBe(difference, other)) {
        return false;
      }
    }
    return true;
  }

  private boolean willBe(Difference difference, Side other) {
    boolean is = difference.seen(other) instanceof Seen.Present(Entry entry) && entry.isDirectory();
    return is || Reading.of(difference, terms).leftAlone(other);
  }
}
