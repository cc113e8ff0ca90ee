package org.duplexsync.reconcile;

import java.util.EnumSet;
import java.util.Set;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Change;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Column;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Field;
import org.duplexsync.model.Side;

/** The rows of the table in which both sides changed what was agreed, and differently. */
final class BothChanged {
  private final Terms terms;
  private final Words words;
  private final OneChanged one;
  private final Differing differing;

  BothChanged(Terms terms, Words words, OneChanged one, Differing differing) {
    this.terms = terms;
    this.words = words;
    this.one = one;
    this.differing = differing;
  }

  Ruling rule(Reading reading, Agreed base) {
    Change a = reading.changeA();
    Change b = reading.changeB();
    if (a instanceof Change.Retyped || b instanceof Change.Retyped) {
      return retyped(reading, base);
    }
    if (a instanceof Change.Deleted) {
      return deleted(reading, Side.A, base);
    }
    if (b instanceof Change.Deleted) {
      return deleted(reading, Side.B, base);
    }
    if (Fields.content(a) && Fields.content(b)) {
      return reading.same()
          ? differing.metadata(reading, agreed(base))
          : differing.content(reading, agreed(base));
    }
    return fields(reading, base);
  }

  private String agreed(Agreed base) {
    return ", agreed " + words.time(base.at());
  }

  private Ruling retyped(Reading reading, Agreed base) {
    String what = words.both(clause(reading, Side.A), clause(reading, Side.B)) + agreed(base);
    return Ruling.conflict(
        areTwo(reading) ? Ruling.BOTH : Ruling.EITHER,
        Choice.SKIP,
        what + "; waits for a decision");
  }

  /** Two directories of one name are one directory. */
  private static boolean areTwo(Reading reading) {
    Entry a = reading.entry(Side.A);
    Entry b = reading.entry(Side.B);
    return a != null && b != null && !(a.isDirectory() && b.isDirectory());
  }

  private Ruling deleted(Reading reading, Side side, Agreed base) {
    Side other = side.other();
    Change change = reading.change(other);
    if (change instanceof Change.Metadata(Set<Field> fields)) {
      return one.deleted(
          reading, side, base, " (only " + Fields.names(fields) + " changed on " + other + ")");
    }
    return Ruling.conflict(
        Ruling.EITHER,
        Choice.from(other),
        words.both(clause(reading, Side.A), clause(reading, Side.B))
            + agreed(base)
            + "; the edit is kept");
  }

  Words.Clause clause(Reading reading, Side side) {
    return switch (reading.change(side)) {
      case Change.Edited _ -> new Words.Clause("edited", side, reading.present(side).mtime());
      case Change.WentBack _ ->
          new Words.Clause("went back in time", side, reading.present(side).mtime());
      case Change.Metadata(Set<Field> fields) ->
          new Words.Clause(
              Fields.names(fields) + " changed", side, reading.present(side).id().ctime());
      case Change.Created _ -> new Words.Clause("created", side, reading.present(side).mtime());
      case Change.Deleted _ -> new Words.Clause("deleted", side, null);
      case Change.Retyped(_, var to) -> new Words.Clause("became a " + Words.kind(to), side, null);
      case Change.None _, Change.Moved _, Change.Unknown _ ->
          new Words.Clause("left alone", side, null);
    };
  }

  /** At least one side left the content alone. */
  private Ruling fields(Reading reading, Agreed base) {
    Side editor =
        Fields.content(reading.changeA())
            ? Side.A
            : Fields.content(reading.changeB()) ? Side.B : null;
    Set<Field> clash = clash(reading, editor != null);
    String what = words.both(clause(reading, Side.A), clause(reading, Side.B)) + agreed(base);
    if (!clash.isEmpty()) {
      return editor == null
          ? differing.metadata(reading, agreed(base))
          : editAgainstMode(reading, editor, clash, what);
    }
    if (editor == null) {
      return merge(Bucket.METADATA, true, what + "; both are taken");
    }
    if (SetIds.gained(reading, editor.other(), base)) {
      return SetIds.conflict(reading, editor, what);
    }
    if (SetIds.lost(reading, editor, terms.policy())) {
      return SetIds.losing(reading, editor, what);
    }
    boolean back = reading.change(editor) instanceof Change.WentBack;
    if (!OneChanged.isProven(reading)) {
      String wait = "; by default " + OneChanged.unproven(editor.other());
      return new Ruling(Bucket.OVERWRITE, Ruling.MERGEABLE, Choice.SKIP, false, what + wait);
    }
    Set<Field> theirs = EnumSet.noneOf(Field.class);
    theirs.addAll(Fields.of(reading.change(editor.other())));
    theirs.remove(Field.CONTENT);
    return theirs.isEmpty()
        ? Ruling.of(Bucket.OVERWRITE, Choice.from(editor), !back, what)
        : merge(
            Bucket.OVERWRITE,
            !back,
            String.format(
                "%s; both are taken: content from %s, %s from %s",
                what, editor, Fields.names(theirs), editor.other()));
  }

  private static Ruling merge(Bucket bucket, boolean safe, String reason) {
    return new Ruling(bucket, Ruling.MERGEABLE, Choice.MERGE_FIELDS, safe, reason);
  }

  /** Fields that both set, differently. A new content brings its own time. */
  private Set<Field> clash(Reading reading, boolean edited) {
    Set<Field> both = EnumSet.noneOf(Field.class);
    both.addAll(Fields.of(reading.changeA()));
    both.retainAll(Fields.of(reading.changeB()));
    if (edited) {
      both.remove(Field.CONTENT);
    }
    both.retainAll(Fields.apart(reading.present(Side.A), reading.present(Side.B), terms.policy()));
    return both;
  }

  /** The edit is proposed in any case; whose mode, by the newer ctime. */
  private Ruling editAgainstMode(Reading reading, Side editor, Set<Field> clash, String what) {
    Newer newer = Newer.metadata(reading.present(Side.A), reading.present(Side.B), terms.clocks());
    Choice proposal =
        newer.side() == null || terms.policy().column() == Column.RUNNING
            ? Choice.SKIP
            : newer.side() == editor ? Choice.from(editor) : Choice.MERGE_FIELDS;
    Entry other = reading.present(editor.other());
    boolean setId = (other.mode() & Policy.SET_IDS) != 0 && other.isFile();
    return Ruling.conflict(
        Ruling.MERGEABLE,
        setId ? Choice.SKIP : proposal,
        what
            + "; "
            + Fields.names(clash)
            + " was set differently on both"
            + (proposal == Choice.SKIP ? ", waits for a decision" : ", " + newer.words()));
  }
}
