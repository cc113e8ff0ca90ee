package org.duplexsync.engine.preparing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.duplexsync.engine.pair.Link;
import org.duplexsync.host.HostException;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.BaselineChange;
import org.duplexsync.model.Entry;
import org.duplexsync.model.FileId;
import org.duplexsync.model.JournalRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.duplexsync.store.Baseline;
import org.duplexsync.store.Cursor;
import org.duplexsync.store.Generations.Unsynced;
import org.duplexsync.store.Store;
import org.jspecify.annotations.Nullable;

/**
 * What we wrote shortly before a server lost its power may be empty, absent or old again. That is a
 * lost write, not an edit: the baseline takes what is there now as agreed, so that the other side's
 * state travels again.
 */
final class LostWrites {
  private final Link link;
  private final Store store;
  private final String pair;

  LostWrites(Link link, Store store, String pair) {
    this.link = link;
    this.store = store;
    this.pair = pair;
  }

  /** Paths that were written on this side before it was started anew and not synced since. */
  List<Unsynced> suspects(Side side) {
    String boot = link.host(side).facts().bootId();
    return store.generations(pair).unsynced().stream()
        .filter(path -> !boot.equals(side == Side.A ? path.bootA() : path.bootB()))
        .toList();
  }

  /** Returns how many lost writes there were. */
  int settle() throws HostException {
    int lost = 0;
    for (Side side : Side.values()) {
      List<RelPath> paths = suspects(side).stream().map(Unsynced::path).toList();
      if (!paths.isEmpty()) {
        lost += settle(side, paths);
      }
    }
    return lost;
  }

  private int settle(Side side, List<RelPath> paths) throws HostException {
    List<Seen> now = link.tree(side).look(paths);
    Baseline baseline = store.baseline(pair);
    var changes = new ArrayList<BaselineChange>();
    for (int i = 0; i < paths.size(); i++) {
      BaselineChange change = judge(side, paths.get(i), now.get(i), baseline.get(paths.get(i)));
      if (change != null) {
        changes.add(change);
      }
    }
    baseline.apply(changes);
    return changes.size();
  }

  private @Nullable BaselineChange judge(
      Side side, RelPath path, Seen seen, @Nullable Agreed agreed) {
    return switch (seen) {
      case Seen.Unknown _ -> null;
      case Seen.Absent _ -> agreed == null ? null : new BaselineChange.Forget(path);
      case Seen.Present(Entry now) -> {
        boolean asWritten = agreed != null && asAgreed(agreed, side, now);
        boolean empty = agreed != null && now.isFile() && now.size() == 0;
        yield !asWritten && (empty || isOld(side, path, now))
            ? there(path, side, now, agreed)
            : null;
      }
    };
  }

  private static boolean asAgreed(Agreed agreed, Side side, Entry now) {
    return now.looksLike(agreed.entry())
        && now.mode() == agreed.entry().mode()
        && now.id().inode() == agreed.id(side).inode();
  }

  /** What stood there before we wrote. */
  private boolean isOld(Side side, RelPath path, Entry now) {
    try (Cursor<JournalRow> rows = store.journal(pair).ofPath(path)) {
      while (rows.hasNext()) {
        JournalRow row = rows.next();
        if (row.side() == side) {
          Entry before = row.before();
          return before != null && now.looksLike(before) && now.id().inode() == before.id().inode();
        }
      }
    }
    return false;
  }

  /** As if this had been agreed: the other side has then changed since. */
  private BaselineChange there(RelPath path, Side side, Entry now, @Nullable Agreed agreed) {
    FileId none = new FileId(0, now.id().ctime(), 1);
    FileId other = agreed == null ? none : agreed.id(side.other());
    Entry entry = side == Side.A ? now : withId(now, other);
    FileId b = side == Side.A ? other : now.id();
    Instant at = agreed == null ? now.mtime() : agreed.at();
    return new BaselineChange.Agree(path, new Agreed(entry, null, Agreed.How.HASHED, b, at));
  }

  private static Entry withId(Entry entry, FileId id) {
    return new Entry(
        entry.kind(),
        entry.size(),
        entry.mtime(),
        entry.mode(),
        entry.owner(),
        entry.group(),
        entry.target(),
        id);
  }
}
