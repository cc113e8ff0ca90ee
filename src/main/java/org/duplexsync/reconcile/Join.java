package org.duplexsync.reconcile;

import java.time.Instant;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.BaselineChange;
import org.duplexsync.model.Difference;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Kind;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * Merges both listings and the baseline by path and lets through only what is not the same on all
 * three. Holds one path of each. What is below a place of which a side knows nothing is neither a
 * difference nor a change of the baseline.
 */
public final class Join<X extends Exception> {
  private final Terms terms;
  private final ListedSide<X> a;
  private final ListedSide<X> b;
  private final AgreedRows<X> base;
  private final JoinSink<X> sink;
  private final @Nullable Instant restlessA;
  private final @Nullable Instant restlessB;
  private long differences;

  /**
   * @param entriesA how many entries A's listing had; {@code entriesB} likewise
   * @param agreed how many rows the baseline had
   */
  public record Summary(long entriesA, long entriesB, long agreed, long differences) {}

  private Join(
      Terms terms,
      ListedStream<? extends X> a,
      ListedStream<? extends X> b,
      AgreedStream<? extends X> base,
      JoinSink<X> sink) {
    this.terms = terms;
    this.a = new ListedSide<>(a, Side.A);
    this.b = new ListedSide<>(b, Side.B);
    this.base = new AgreedRows<>(base);
    this.sink = sink;
    this.restlessA = terms.clocks().restless(Side.A);
    this.restlessB = terms.clocks().restless(Side.B);
  }

  /**
   * @throws OutOfOrderException if a stream is not in strict path order
   * @throws X if a stream or the sink does
   */
  public static <X extends Exception> Summary run(
      Terms terms,
      ListedStream<? extends X> a,
      ListedStream<? extends X> b,
      AgreedStream<? extends X> base,
      JoinSink<X> sink)
      throws X {
    return new Join<X>(terms, a, b, base, sink).run();
  }

  private Summary run() throws X {
    a.advance();
    b.advance();
    base.advance();
    for (RelPath path = least(); path != null; path = least()) {
      boolean atA = a.at(path);
      boolean atB = b.at(path);
      boolean atBase = base.at(path);
      visit(path, atA, atB, atBase);
      if (atA) {
        a.advance();
      }
      if (atB) {
        b.advance();
      }
      if (atBase) {
        base.advance();
      }
    }
    return new Summary(a.count(), b.count(), base.count(), differences);
  }

  private @Nullable RelPath least() {
    return lesser(lesser(a.path(), b.path()), base.path());
  }

  private static @Nullable RelPath lesser(@Nullable RelPath x, @Nullable RelPath y) {
    return x == null || (y != null && y.compareTo(x) < 0) ? y : x;
  }

  private void visit(RelPath path, boolean atA, boolean atB, boolean atBase) throws X {
    boolean hiddenOnA = a.below(path);
    boolean hiddenOnB = b.below(path);
    if (hiddenOnA || hiddenOnB) {
      return;
    }
    Entry onA = atA ? a.enter() : null;
    Entry onB = atB ? b.enter() : null;
    if (onA == null || onB == null) {
      differs(path, a.seen(atA), b.seen(atB), atBase);
    } else if (!atBase) {
      meet(path, onA, onB);
    } else if (!asAgreed(onA, onB)) {
      differs(path, new Seen.Present(onA), new Seen.Present(onB), true);
    } else if (!onA.isFile()) {
      refresh(path, onA, onB);
    }
  }

  private boolean asAgreed(Entry onA, Entry onB) {
    return base.stream().unchanged(Side.A, onA, terms.policy())
        && base.stream().unchanged(Side.B, onB, terms.policy())
        && quiet(onA, onB);
  }

  private boolean quiet(Entry onA, Entry onB) {
    return !Same.restless(onA, restlessA) && !Same.restless(onB, restlessB);
  }

  /** On both sides, and never agreed. */
  private void meet(RelPath path, Entry onA, Entry onB) throws X {
    if (onA.looksLike(onB) && Same.metadata(onA, onB, terms.policy()) && quiet(onA, onB)) {
      Agreed.How how = onA.isFile() ? Agreed.How.ASSUMED : Agreed.How.HASHED;
      agree(path, new Agreed(onA, null, how, onB.id(), terms.now()));
    } else {
      differs(path, new Seen.Present(onA), new Seen.Present(onB), false);
    }
  }

  /** A directory or link that was made anew, just as it was: moves go by its identity. */
  private void refresh(RelPath path, Entry onA, Entry onB) throws X {
    Agreed agreed = base.stream().agreed();
    boolean same =
        agreed.id(Side.A).inode() == onA.id().inode()
            && agreed.id(Side.B).inode() == onB.id().inode();
    if (!same && onA.kind() != Kind.OTHER) {
      agree(path, new Agreed(onA, agreed.sha256(), agreed.how(), onB.id(), terms.now()));
    }
  }

  private void agree(RelPath path, Agreed agreed) throws X {
    sink.agreed(new BaselineChange.Agree(path, agreed));
  }

  private void differs(RelPath path, Seen onA, Seen onB, boolean atBase) throws X {
    differences++;
    sink.difference(Difference.of(path, onA, onB, atBase ? base.stream().agreed() : null));
  }
}
