package org.duplexsync.commit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
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
  private final Together together;

  public Relook(Ledger ledger, Together together) {
    this.ledger = ledger;
    this.together = together;
  }

  /** Looks at those that are due; returns those that were written to. */
  public List<VersionRow> run(Ends ends, Instant now) throws HostException, TreeException {
    List<VersionRow> grown = new ArrayList<>();
    List<VersionRow> due;
    do {
      due = ledger.toLookAt(PAGE);
      if (!due.isEmpty()) {
        look(ends, due, now, grown);
      }
    } while (due.size() == PAGE);
    return grown;
  }

  private void look(Ends ends, List<VersionRow> rows, Instant now, List<VersionRow> grown)
      throws HostException, TreeException {
    Map<Side, List<VersionRow>> sides =
        rows.stream().collect(Collectors.groupingBy(VersionRow::side));
    Map<VersionRow, Seen> seen = new ConcurrentHashMap<>();
    List<Together.Task> tasks = new ArrayList<>();
    sides.forEach((side, some) -> tasks.add(() -> look(ends.of(side), some, seen)));
    together.run(tasks);
    List<VersionRow> looked = new ArrayList<>();
    for (VersionRow row : rows) {
      VersionRow found = judge(row, Objects.requireNonNull(seen.get(row)), now);
      looked.add(found);
      if (found.state() == VersionRow.State.GREW && row.state() != found.state()) {
        grown.add(found);
      }
    }
    ledger.lookedAt(looked);
  }

  private static void look(End end, List<VersionRow> rows, Map<VersionRow, Seen> seen)
      throws HostException {
    List<Seen> all = end.tree().keep(rows.stream().map(VersionRow::name).toList());
    for (int i = 0; i < rows.size(); i++) {
      seen.put(rows.get(i), all.get(i));
    }
  }

  private static VersionRow judge(VersionRow row, Seen seen, Instant now) {
    return switch (seen) {
      case Seen.Unknown _ -> next(row, row.entry(), row.state(), now.plus(SECOND));
      case Seen.Absent _ -> next(row, row.entry(), VersionRow.State.PURGED, null);
      case Seen.Present(Entry entry) -> {
        boolean grew =
            entry.size() != row.entry().size() || !entry.mtime().equals(row.entry().mtime());
        Instant second = row.madeAt().plus(SECOND);
        Instant again = row.looks() == 0 && now.isBefore(second) ? second : null;
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
