package org.duplexsync.store;

import java.util.Set;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Field;
import org.duplexsync.model.FileId;
import org.duplexsync.model.Kind;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Sha256;
import org.jspecify.annotations.Nullable;

/** Entries and what is made of them. Enums stand by ordinal: their order is part of the schema. */
final class EntryCodec {
  private static final Kind[] KINDS = Kind.values();
  private static final Agreed.How[] HOWS = Agreed.How.values();
  private static final Seen.Absent ABSENT = new Seen.Absent();

  private EntryCodec() {}

  static void entry(Out out, Entry entry) {
    out.ordinal(entry.kind());
    out.number(entry.size());
    out.instant(entry.mtime());
    out.number(entry.mode());
    out.text(entry.owner());
    out.text(entry.group());
    Bytes target = entry.target();
    if (target != null) {
      out.bytes(target.toArray());
    }
    id(out, entry.id());
  }

  static Entry entry(In in) {
    Kind kind = in.ordinal(KINDS);
    return new Entry(
        kind,
        in.number(),
        in.instant(),
        in.count(07777),
        in.name(),
        in.name(),
        kind == Kind.SYMLINK ? in.wrapped() : null,
        id(in));
  }

  private static void id(Out out, FileId id) {
    out.number(id.inode());
    out.instant(id.ctime());
    out.number(id.links());
  }

  private static FileId id(In in) {
    return new FileId(in.number(), in.instant(), in.count(Integer.MAX_VALUE));
  }

  static void nullable(Out out, @Nullable Entry entry) {
    out.flag(entry != null);
    if (entry != null) {
      entry(out, entry);
    }
  }

  static @Nullable Entry nullable(In in) {
    return in.flag() ? entry(in) : null;
  }

  static void hash(Out out, @Nullable Sha256 hash) {
    out.flag(hash != null);
    if (hash != null) {
      out.raw(hash.value().toArray());
    }
  }

  static @Nullable Sha256 hash(In in) {
    return in.flag() ? Sha256.of(in.raw(32)) : null;
  }

  static void agreed(Out out, Agreed agreed) {
    entry(out, agreed.entry());
    out.ordinal(agreed.how());
    hash(out, agreed.sha256());
    id(out, agreed.b());
    out.instant(agreed.at());
  }

  static Agreed agreed(In in) {
    Entry entry = entry(in);
    Agreed.How how = in.ordinal(HOWS);
    Sha256 hash = hash(in);
    return new Agreed(entry, hash, how, id(in), in.instant());
  }

  static void seen(Out out, Seen seen) {
    switch (seen) {
      case Seen.Absent _ -> out.bits8(0);
      case Seen.Present(Entry entry) -> {
        out.bits8(1);
        entry(out, entry);
      }
      case Seen.Unknown(String reason) -> {
        out.bits8(2);
        out.text(reason);
      }
    }
  }

  static Seen seen(In in) {
    return switch (in.bits8()) {
      case 0 -> ABSENT;
      case 1 -> new Seen.Present(entry(in));
      case 2 -> new Seen.Unknown(in.text());
      default -> throw In.damaged("no such state of a path");
    };
  }

  static void fields(Out out, Set<Field> fields) {
    out.bits8(Enums.bits(fields));
  }

  static Set<Field> fields(In in) {
    return Enums.set(Field.class, in.bits8());
  }
}
