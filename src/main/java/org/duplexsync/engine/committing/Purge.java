package org.duplexsync.engine.committing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Tree;
import org.duplexsync.host.TreeException;
import org.duplexsync.host.Version;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Intent;
import org.duplexsync.model.IntentBatch;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.duplexsync.model.VersionRow;
import org.duplexsync.store.Store;
import org.duplexsync.store.Versions;

/**
 * Removes versions whose time is over, on their own server. Each is looked at once more: one that
 * something wrote into stays, and is a conflict of its path. What an open intent names stays, and
 * nothing goes by a clock that the server's own does not bear out.
 */
public final class Purge {
  private static final Duration LATER = Duration.ofHours(1);

  private final Committing committing;
  private final Store store;
  private final List<VersionRow> grown = new ArrayList<>();
  private long gone;

  public Purge(Committing committing, Store store) {
    this.committing = committing;
    this.store = store;
  }

  /** How many went. */
  public long gone() {
    return gone;
  }

  /** Those that something wrote into. */
  public List<VersionRow> grown() {
    return List.copyOf(grown);
  }

  /**
   * @param most so many at a time
   */
  public void run(int most) throws HostException, TreeException {
    Instant now = committing.surroundings().clock().instant();
    List<VersionRow> due = versions().dueForPurge(now, most);
    if (due.isEmpty()) {
      return;
    }
    Set<String> open = open();
    for (Side side : Side.values()) {
      List<VersionRow> rows = due.stream().filter(row -> row.side() == side).toList();
      if (!rows.isEmpty()) {
        run(side, rows, open, now);
      }
    }
  }

  private Versions versions() {
    return store.versions(committing.pair());
  }

  private Set<String> open() {
    var names = new HashSet<String>();
    for (IntentBatch batch : store.intents(committing.pair()).open()) {
      for (Intent intent : batch.intents()) {
        if (intent.version() != null) {
          names.add(intent.version());
        }
      }
    }
    return names;
  }

  private void run(Side side, List<VersionRow> rows, Set<String> open, Instant now)
      throws HostException, TreeException {
    Tree tree = committing.link().tree(side);
    Instant there = tree.now().plus(committing.spec().rules().skewLimit());
    var going = new ArrayList<VersionRow>();
    for (VersionRow row : rows) {
      Instant after = row.purgeAfter();
      if (open.contains(row.name()) || after == null || after.isAfter(there)) {
        versions().purgeAt(row, now.plus(LATER));
      } else {
        going.add(row);
      }
    }
    List<Seen> left =
        tree.purge(
            committing.leases().epoch(side),
            going.stream().map(row -> new Version(row.name(), row.entry())).toList());
    for (int i = 0; i < going.size(); i++) {
      judge(going.get(i), left.get(i), now);
    }
  }

  private void judge(VersionRow row, Seen left, Instant now) {
    switch (left) {
      case Seen.Absent _ -> {
        versions().purged(row);
        gone++;
      }
      case Seen.Present(Entry other) -> {
        versions().grew(row, other);
        grown.add(row);
      }
      case Seen.Unknown _ -> versions().purgeAt(row, now.plus(LATER));
    }
  }

  public static List<String> words(long gone) {
    return gone == 0
        ? List.of()
        : List.of(
            gone == 1
                ? "One old version was removed, for its time was over."
                : "%,d old versions were removed, for their time was over.".formatted(gone));
  }

  /** What to say of it, in words; empty: nothing. */
  public List<String> words() {
    var words = new ArrayList<>(words(gone));
    grown.forEach(row -> words.add(GrownVersions.words(row)));
    return words;
  }
}
