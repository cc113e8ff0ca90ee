package org.duplexsync.commit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.duplexsync.host.HostException;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.duplexsync.model.VersionRow;
import org.jspecify.annotations.Nullable;

/**
 * Looks again at what was replaced: a program may hold the old file open and go on writing. After 2
 * s, after 60 s, and at a next start. One that grew stays for good, and is a conflict "written
 * after it was replaced".
 */
public final class Relook {
  static final Duration FIRST = Duration.ofSeconds(2);
  static final Duration SECOND = Duration.ofSeconds(60);
  private static final int PAGE = 1_000;

  private final Ledger ledger;

  public Relook(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Looks at those that are due; returns those that were written to. */
  public List<VersionRow> run(Ends ends, Instant now) throws HostException {
    List<VersionRow> grown = new ArrayList<>();
    List<VersionRow> due;
    do {
      due = ledger.toLookAt(PAGE);
      for (Side side : Side.values()) {
        List<VersionRow> some = due.stream().filter(row -> row.side() == side).toList();
        if (!some.isEmpty()) {
          look(ends.of(side), some, now, grown);
        }
      }
    } while (due.size() == PAGE);
    return grown;
  }

  private void look(End end, List<VersionRow> rows, Instant now, List<VersionRow> grown)
      throws HostException {
    List<Seen> seen = end.tree().keep(rows.stream().map(VersionRow::name).toList());
    for (int i = 0; i < rows.size(); i++) {
      VersionRow found = judge(rows.get(i), seen.get(i), now);
      ledger.lookedAt(found);
      if (found.state() == VersionRow.State.GREW && rows.get(i).state() != found.state()) {
        grown.add(found);
      }
    }
  }

  private static VersionRow judge(VersionRow row, Seen seen, Instant now) {
    return switch (seen) {
      case Seen.Unknown _ -> next(row, row.entry(), row.state(), now.plus(SECOND));
      case Seen.Absent _ -> next(row, row.entry(), VersionRow.State.PURGED, null);
      case Seen.Present(Entry entry) -> {
        boolean grew =
            entry.size() != row.entry().size() || !entry.mtime().equals(row.entry().mtime());
        Instant again = row.looks() == 0 ? row.madeAt().plus(SECOND) : null;
        yield grew
            ? next(row, entry, VersionRow.State.GREW, null)
            : next(row, row.entry(), row.state(), again);
      }
    };
  }

  private static VersionRow next(
      VersionRow row, Entry entry, VersionRow.State state, @Nullable Instant lookAt) {
    return new VersionRow(
        row.run(),
        row.side(),
        row.name(),
        row.path(),
        entry,
        row.madeAt(),
        row.looks() + 1,
        lookAt,
        row.purgeAfter(),
        state);
  }
}
