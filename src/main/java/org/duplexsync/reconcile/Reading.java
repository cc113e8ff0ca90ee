package org.duplexsync.reconcile;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.Change;
import org.duplexsync.model.Difference;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Field;
import org.duplexsync.model.Kind;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Sha256;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * A difference with what happened on each side since the baseline.
 *
 * @param base null if never agreed, also where "assumed equal" turned out wrong, or one side was
 *     edited so that nobody can tell
 * @param sha256 of the content both sides have; null: unknown, none, or not the same
 * @param same both have the same kind and content
 */
record Reading(
    RelPath path,
    Seen seenA,
    Seen seenB,
    @Nullable Agreed base,
    Change changeA,
    Change changeB,
    boolean same,
    @Nullable Sha256 sha256,
    Doubt doubt) {
  /** About what was only taken for equal by size and time. */
  enum Doubt {
    NONE,
    /** The contents differ. */
    WRONG,
    /** One side has changed since, so that nobody can tell any more. */
    UNPROVEN
  }

  static Reading of(Difference difference, Terms terms) {
    Seen a = known(difference.a(), terms.incomplete().a());
    Seen b = known(difference.b(), terms.incomplete().b());
    Agreed base = difference.base();
    Doubt doubt = base == null ? Doubt.NONE : doubt(difference, base);
    Agreed trusted = base == null || isMoot(doubt, a, b, base) ? null : base;
    boolean same =
        Content.same(difference.hashA(), difference.hashB(), a, b, content(difference, trusted));
    Sha256 hash = difference.hashA() != null ? difference.hashA() : difference.hashB();
    if (hash == null && trusted != null && same) {
      hash = trusted.sha256();
    }
    return new Reading(
        difference.path(),
        a,
        b,
        trusted,
        change(difference, a, trusted, Side.A, terms.policy()),
        change(difference, b, trusted, Side.B, terms.policy()),
        same,
        same ? hash : null,
        doubt);
  }

  /**
   * Whether a baseline in doubt counts for nothing. A delete, and what went back in time, are told
   * as such and wait.
   */
  private static boolean isMoot(Doubt doubt, Seen a, Seen b, Agreed base) {
    return doubt == Doubt.WRONG
        || (doubt == Doubt.UNPROVEN
            && a instanceof Seen.Present(Entry onA)
            && b instanceof Seen.Present(Entry onB)
            && !isOlder(onA, base)
            && !isOlder(onB, base));
  }

  private static boolean isOlder(Entry entry, Agreed base) {
    return entry.isFile()
        && entry.mtime().isBefore(base.entry().mtime())
        && !Entry.sameTime(entry.mtime(), base.entry().mtime());
  }

  /** In a listing that was cut nothing is certainly absent. */
  private static Seen known(Seen seen, @Nullable String incomplete) {
    return seen instanceof Seen.Absent && incomplete != null
        ? new Seen.Unknown(Guards.UNLISTED + incomplete)
        : seen;
  }

  private static Content[] content(Difference difference, @Nullable Agreed base) {
    return new Content[] {
      Content.since(difference, base, Side.A), Content.since(difference, base, Side.B)
    };
  }

  /**
   * Assumed to be equal, and it turns out that the contents never were, or that nobody can tell.
   */
  private static Doubt doubt(Difference difference, Agreed base) {
    if (base.how() != Agreed.How.ASSUMED || !base.entry().isFile()) {
      return Doubt.NONE;
    }
    if (wrong(difference, base)) {
      return Doubt.WRONG;
    }
    boolean likeA = Content.since(difference, base, Side.A) == Content.SAME;
    boolean likeB = Content.since(difference, base, Side.B) == Content.SAME;
    return likeA != likeB && base.sha256() == null ? Doubt.UNPROVEN : Doubt.NONE;
  }

  private static boolean wrong(Difference difference, Agreed base) {
    Sha256 hashA = difference.hashA();
    Sha256 hashB = difference.hashB();
    boolean apart =
        hashA != null
            && hashB != null
            && !hashA.equals(hashB)
            && Content.since(difference, base, Side.A) == Content.SAME
            && Content.since(difference, base, Side.B) == Content.SAME;
    return apart || deceives(difference, base, Side.A) || deceives(difference, base, Side.B);
  }

  /** Looks as agreed and is not: it never was, or someone set its time back. */
  private static boolean deceives(Difference difference, Agreed base, Side side) {
    return difference.seen(side) instanceof Seen.Present(Entry entry)
        && entry.looksLike(base.entry())
        && Content.since(difference, base, side) == Content.OTHER;
  }

  private static Change change(
      Difference difference, Seen seen, @Nullable Agreed base, Side side, Policy policy) {
    return switch (seen) {
      case Seen.Unknown(String reason) -> new Change.Unknown(reason);
      case Seen.Absent _ -> base == null ? new Change.None() : new Change.Deleted();
      case Seen.Present(Entry entry) -> {
        if (base == null) {
          yield new Change.Created();
        }
        Kind was = base.entry().kind();
        yield was == entry.kind()
            ? changed(entry, base.entry(), Content.since(difference, base, side), policy)
            : new Change.Retyped(was, entry.kind());
      }
    };
  }

  private static Change changed(Entry now, Entry then, Content content, Policy policy) {
    Set<Field> fields = metadata(now, then, policy);
    boolean moved = now.isFile() && !Entry.sameTime(now.mtime(), then.mtime());
    if (content == Content.OTHER || moved) {
      fields.add(Field.CONTENT);
    }
    Set<Field> fixed = Collections.unmodifiableSet(fields);
    if (content == Content.OTHER) {
      boolean back = moved && now.mtime().isBefore(then.mtime());
      return back ? new Change.WentBack(fixed) : new Change.Edited(fixed);
    }
    return fields.isEmpty() ? new Change.None() : new Change.Metadata(fixed);
  }

  /** Mode, owner and group where they differ and count. */
  static Set<Field> metadata(Entry x, Entry y, Policy policy) {
    Set<Field> fields = EnumSet.noneOf(Field.class);
    if (x.kind() != Kind.SYMLINK && y.kind() != Kind.SYMLINK && !Same.mode(x, y, policy)) {
      fields.add(Field.MODE);
    }
    if (policy.owners() && !x.owner().equals(y.owner())) {
      fields.add(Field.OWNER);
    }
    if (policy.owners() && !x.group().equals(y.group())) {
      fields.add(Field.GROUP);
    }
    return fields;
  }

  Change change(Side side) {
    return side == Side.A ? changeA : changeB;
  }

  Seen seen(Side side) {
    return side == Side.A ? seenA : seenB;
  }

  boolean leftAlone(Side side) {
    return change(side) instanceof Change.None;
  }

  @Nullable Entry entry(Side side) {
    return seen(side) instanceof Seen.Present(Entry entry) ? entry : null;
  }

  /**
   * @throws IllegalStateException if nothing is there
   */
  Entry present(Side side) {
    if (seen(side) instanceof Seen.Present(Entry entry)) {
      return entry;
    }
    throw new IllegalStateException(path + " is not on " + side);
  }
}
