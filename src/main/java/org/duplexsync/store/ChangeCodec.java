package org.duplexsync.store;

import java.util.Set;
import org.duplexsync.model.Action;
import org.duplexsync.model.Change;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Field;
import org.duplexsync.model.Kind;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/** Changes, actions and outcomes. The tags are part of the schema. */
final class ChangeCodec {
  /** Done, with a note. */
  private static final int NOTED = 4;

  private static final Kind[] KINDS = Kind.values();
  private static final Side[] SIDES = Side.values();

  private ChangeCodec() {}

  static void change(Out out, Change change) {
    switch (change) {
      case Change.None _ -> out.bits8(0);
      case Change.Created _ -> out.bits8(1);
      case Change.Edited(Set<Field> fields) -> fields(out, 2, fields);
      case Change.Metadata(Set<Field> fields) -> fields(out, 3, fields);
      case Change.Deleted _ -> out.bits8(4);
      case Change.Moved(RelPath from, boolean edited) -> {
        out.bits8(5);
        out.bytes(from.toArray());
        out.flag(edited);
      }
      case Change.Retyped(Kind from, Kind to) -> {
        out.bits8(6);
        out.ordinal(from);
        out.ordinal(to);
      }
      case Change.WentBack(Set<Field> fields) -> fields(out, 7, fields);
      case Change.Unknown(String reason) -> {
        out.bits8(8);
        out.text(reason);
      }
    }
  }

  static Change change(In in) {
    return switch (in.bits8()) {
      case 0 -> new Change.None();
      case 1 -> new Change.Created();
      case 2 -> new Change.Edited(EntryCodec.fields(in));
      case 3 -> new Change.Metadata(EntryCodec.fields(in));
      case 4 -> new Change.Deleted();
      case 5 -> new Change.Moved(in.path(), in.flag());
      case 6 -> new Change.Retyped(in.ordinal(KINDS), in.ordinal(KINDS));
      case 7 -> new Change.WentBack(EntryCodec.fields(in));
      case 8 -> new Change.Unknown(in.text());
      default -> throw In.damaged("no such change");
    };
  }

  private static void fields(Out out, int tag, Set<Field> fields) {
    out.bits8(tag);
    EntryCodec.fields(out, fields);
  }

  static void action(Out out, Action action) {
    switch (action) {
      case Action.Copy(RelPath path, Side on, Entry source, @Nullable Entry target) -> {
        head(out, 0, path, on);
        EntryCodec.entry(out, source);
        EntryCodec.nullable(out, target);
      }
      case Action.MakeDirectory(RelPath path, Side on, Entry source, @Nullable Entry target) -> {
        head(out, 1, path, on);
        EntryCodec.entry(out, source);
        EntryCodec.nullable(out, target);
      }
      case Action.Delete(RelPath path, Side on, Entry target) -> {
        head(out, 2, path, on);
        EntryCodec.entry(out, target);
      }
      case Action.SetMetadata(
              RelPath path,
              Side on,
              Set<Field> fields,
              Entry source,
              Entry target) -> {
        head(out, 3, path, on);
        EntryCodec.fields(out, fields);
        EntryCodec.entry(out, source);
        EntryCodec.entry(out, target);
      }
      case Action.Move(RelPath from, RelPath path, Side on, Entry target) -> {
        head(out, 4, path, on);
        out.bytes(from.toArray());
        EntryCodec.entry(out, target);
      }
      case Action.KeepBeside(RelPath of, Side from, RelPath path, Side on, Entry source) -> {
        head(out, 5, path, on);
        out.bytes(of.toArray());
        out.ordinal(from);
        EntryCodec.entry(out, source);
      }
    }
  }

  private static void head(Out out, int tag, RelPath path, Side on) {
    out.bits8(tag);
    out.bytes(path.toArray());
    out.ordinal(on);
  }

  static Action action(In in) {
    int tag = in.bits8();
    RelPath path = in.path();
    Side on = in.ordinal(SIDES);
    return switch (tag) {
      case 0 -> new Action.Copy(path, on, EntryCodec.entry(in), EntryCodec.nullable(in));
      case 1 -> new Action.MakeDirectory(path, on, EntryCodec.entry(in), EntryCodec.nullable(in));
      case 2 -> new Action.Delete(path, on, EntryCodec.entry(in));
      case 3 ->
          new Action.SetMetadata(
              path, on, EntryCodec.fields(in), EntryCodec.entry(in), EntryCodec.entry(in));
      case 4 -> {
        RelPath from = in.path();
        yield new Action.Move(from, path, on, EntryCodec.entry(in));
      }
      case 5 -> {
        RelPath of = in.path();
        Side from = in.ordinal(SIDES);
        yield new Action.KeepBeside(of, from, path, on, EntryCodec.entry(in));
      }
      default -> throw In.damaged("no such action");
    };
  }

  static void outcome(Out out, Outcome outcome) {
    switch (outcome) {
      case Outcome.Done(@Nullable Entry after, @Nullable String version, @Nullable String note) -> {
        out.bits8(note == null ? 0 : NOTED);
        EntryCodec.nullable(out, after);
        out.flag(version != null);
        if (version != null) {
          out.text(version);
        }
        if (note != null) {
          out.text(note);
        }
      }
      case Outcome.Drifted(String reason) -> reason(out, 1, reason);
      case Outcome.Failed(String reason) -> reason(out, 2, reason);
      case Outcome.Kept(String reason) -> reason(out, 3, reason);
    }
  }

  private static void reason(Out out, int tag, String reason) {
    out.bits8(tag);
    out.text(reason);
  }

  static Outcome outcome(In in) {
    return switch (in.bits8()) {
      case 0 -> new Outcome.Done(EntryCodec.nullable(in), in.flag() ? in.text() : null);
      case 1 -> new Outcome.Drifted(in.text());
      case 2 -> new Outcome.Failed(in.text());
      case 3 -> new Outcome.Kept(in.text());
      case NOTED ->
          new Outcome.Done(EntryCodec.nullable(in), in.flag() ? in.text() : null, in.text());
      default -> throw In.damaged("no such outcome");
    };
  }
}
