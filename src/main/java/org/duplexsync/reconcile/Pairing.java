package org.duplexsync.reconcile;

import org.duplexsync.model.Agreed;
import org.duplexsync.model.Change;
import org.duplexsync.model.Difference;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Kind;
import org.duplexsync.model.Moved;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * Finds moves: what was agreed at one path and is at another now, on one side, while the other side
 * left both places alone. Inodes are reused at once, so the same inode is only where to look: one
 * link, one candidate and the same content are needed as well. Anything else stays a create and a
 * delete.
 *
 * <p>For each side: run; hash what was asked for; if anything was, run again and take that run's
 * answer. Then the moves go into the differences at both of their ends.
 */
public final class Pairing<X extends Exception> {
  private final Terms terms;
  private final Side side;
  private final Sink<X> sink;
  private final WholeMove<X> whole;

  /** Takes what is found; must not keep it all in memory. */
  public interface Sink<X extends Exception> {
    void moved(Moved moved) throws X;

    /** Whether it is a move can be told once the hash of this file is known. */
    void hash(RelPath path, Side side) throws X;
  }

  /** Finds differences by place. */
  public interface Below<X extends Exception> {
    /** All differences below a directory, in path order. */
    Differences<X> below(RelPath directory) throws X;
  }

  public Pairing(Terms terms, Side side, Below<X> below, Sink<X> sink) {
    this.terms = terms;
    this.side = side;
    this.sink = sink;
    this.whole = new WholeMove<>(terms, side, below);
  }

  /**
   * The inode of what was agreed here and is no longer here on this side; null if it is, or if it
   * can't have moved. The engine sorts by it.
   */
  public static @Nullable Long departed(Difference difference, Side side) {
    Agreed base = difference.base();
    if (base == null || !(difference.seen(side.other()) instanceof Seen.Present)) {
      return null;
    }
    boolean single = base.entry().isDirectory() || base.id(side).links() == 1;
    return switch (difference.seen(side)) {
      case Seen.Unknown _ -> null;
      case Seen.Absent _ -> single ? (Long) base.id(side).inode() : null;
      case Seen.Present(Entry now) ->
          single && now.id().inode() != base.id(side).inode() ? (Long) base.id(side).inode() : null;
    };
  }

  /** The inode of what came to this path on this side; null if nothing did that can have moved. */
  public static @Nullable Long arrived(Difference difference, Side side) {
    if (!(difference.seen(side) instanceof Seen.Present(Entry now)) || now.kind() == Kind.OTHER) {
      return null;
    }
    Agreed base = difference.base();
    boolean single = now.isDirectory() || now.id().links() == 1;
    boolean here = base != null && base.id(side).inode() == now.id().inode();
    return single && !here ? (Long) now.id().inode() : null;
  }

  /**
   * @param departures those with {@link #departed}, in its order; {@code arrivals} likewise
   */
  public void run(Differences<X> departures, Differences<X> arrivals) throws X {
    if (terms.incomplete().of(Side.A) != null || terms.incomplete().of(Side.B) != null) {
      return;
    }
    ByInode<X> from = new ByInode<>(departures, difference -> departed(difference, side));
    ByInode<X> to = new ByInode<>(arrivals, difference -> arrived(difference, side));
    boolean more = from.advance() && to.advance();
    while (more) {
      if (from.inode() == to.inode()) {
        pair(from.only(), to.only());
        more = from.advance() && to.advance();
      } else if (from.inode() < to.inode()) {
        more = from.advance();
      } else {
        more = to.advance();
      }
    }
  }

  private void pair(@Nullable Difference from, @Nullable Difference to) throws X {
    if (from == null || to == null || !free(from, to)) {
      return;
    }
    Likeness likeness = Likeness.of(from, to, side);
    switch (likeness) {
      case SAME -> sink.moved(new Moved(side, from.path(), to.path(), whole.test(from, to)));
      case ASK -> ask(from, to);
      case OTHER -> {}
    }
  }

  private void ask(Difference from, Difference to) throws X {
    Agreed base = from.base();
    if (to.hash(side) == null) {
      sink.hash(to.path(), side);
    }
    if (base != null && base.sha256() == null && from.hash(side.other()) == null) {
      sink.hash(from.path(), side.other());
    }
  }

  /**
   * One went from there and one came here on this side; the other side left both places alone, and
   * nothing but a file or link would be replaced.
   */
  private boolean free(Difference from, Difference to) {
    Side other = side.other();
    Reading then = Reading.of(from, terms);
    Reading now = Reading.of(to, terms);
    Entry occupant = now.entry(other);
    return then.leftAlone(other)
        && now.leftAlone(other)
        && fresh(then.change(side))
        && fresh(now.change(side))
        && (occupant == null || (!occupant.isDirectory() && !now.present(side).isDirectory()));
  }

  /** Not what was agreed at this path, which may have got another inode and no more. */
  private static boolean fresh(Change change) {
    return switch (change) {
      case Change.Created _, Change.Edited _, Change.WentBack _ -> true;
      case Change.Deleted _, Change.Retyped _ -> true;
      case Change.None _, Change.Metadata _, Change.Moved _, Change.Unknown _ -> false;
    };
  }
}
