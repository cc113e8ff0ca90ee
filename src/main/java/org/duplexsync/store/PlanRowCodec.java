package org.duplexsync.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Change;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Decision;
import org.duplexsync.model.Measures;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.jspecify.annotations.Nullable;

/** Makes plan rows of the columns that {@link PlanRows} selects. */
final class PlanRowCodec {
  private static final Bucket[] BUCKETS = Bucket.values();
  private static final Choice[] CHOICES = Choice.values();

  private final In in = new In();

  private record Why(Change a, Change b, String reason) {}

  private record Looks(Seen a, Seen b, PlanItem.@Nullable Origin origin) {}

  /** Equal looks have equal bytes, so that SQL can tell whether anything moved. */
  static byte[] looks(Out out, PlanItem item) {
    EntryCodec.seen(out, item.a());
    EntryCodec.seen(out, item.b());
    PlanItem.Origin origin = item.origin();
    out.flag(origin != null);
    if (origin != null) {
      out.bytes(origin.path().toArray());
      EntryCodec.seen(out, origin.a());
      EntryCodec.seen(out, origin.b());
      out.flag(origin.vacated());
    }
    return out.take();
  }

  private Looks looks(byte[] value) {
    return in.all(
        value,
        () ->
            new Looks(
                EntryCodec.seen(in),
                EntryCodec.seen(in),
                in.flag()
                    ? new PlanItem.Origin(
                        in.path(), EntryCodec.seen(in), EntryCodec.seen(in), in.flag())
                    : null));
  }

  Measures measures(byte[] looks) {
    Looks found = looks(looks);
    return Measures.of(found.a(), found.b());
  }

  static byte[] why(Out out, PlanItem item) {
    ChangeCodec.change(out, item.changeA());
    ChangeCodec.change(out, item.changeB());
    out.text(item.reason());
    return out.take();
  }

  private Why why(byte[] value) {
    return in.all(value, () -> new Why(ChangeCodec.change(in), ChangeCodec.change(in), in.text()));
  }

  PlanRow read(ResultSet row) throws SQLException {
    RelPath path = RelPath.of(row.getBytes(1));
    byte[] outcome = row.getBytes(16);
    Outcome ended = outcome == null ? null : in.all(outcome, () -> ChangeCodec.outcome(in));
    return new PlanRow(
        item(path, row),
        Blobs.hash(row, 9),
        Blobs.hash(row, 10),
        decision(row),
        row.getString(14),
        row.getInt(15),
        ended);
  }

  private PlanItem item(RelPath path, ResultSet row) throws SQLException {
    Looks looks = looks(row.getBytes(6));
    Agreed base = SeenCodec.base(in, row.getBytes(7));
    Why why = why(row.getBytes(8));
    return new PlanItem(
        path,
        looks.origin(),
        Enums.value(BUCKETS, row, 2),
        looks.a(),
        looks.b(),
        base,
        why.a(),
        why.b(),
        Enums.set(Choice.class, row.getInt(3)),
        Enums.value(CHOICES, row, 4),
        row.getInt(5) != 0,
        why.reason());
  }

  private static @Nullable Decision decision(ResultSet row) throws SQLException {
    Choice choice = Enums.orNull(CHOICES, row, 11);
    String by = row.getString(12);
    return choice == null || by == null
        ? null
        : new Decision(choice, by, Times.at(row.getLong(13)));
  }
}
