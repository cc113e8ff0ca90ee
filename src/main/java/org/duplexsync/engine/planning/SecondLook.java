package org.duplexsync.engine.planning;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.duplexsync.engine.listing.ListedTree;
import org.duplexsync.engine.listing.Memory;
import org.duplexsync.engine.pair.Cancel;
import org.duplexsync.engine.pair.Link;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Scope;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.Difference;
import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.duplexsync.store.Differences;
import org.jspecify.annotations.Nullable;

/**
 * A second complete look at a side on which something seems to be deleted: what was touched since
 * the first one began may have moved from a place not yet listed to one already listed.
 */
final class SecondLook {
  private static final int BATCH = 200;

  private final Link link;
  private final Memory memory;
  private final Differences rows;
  private final Cancel cancel;
  private final List<Found> pending = new ArrayList<>();

  private record Found(RelPath path, Entry entry) {}

  SecondLook(Link link, Memory memory, Differences rows, Cancel cancel) {
    this.link = link;
    this.memory = memory;
    this.rows = rows;
    this.cancel = cancel;
  }

  /**
   * @return why this look is incomplete; null if it is complete
   */
  @Nullable String run(Side side, Instant since) throws HostException {
    Scope touched = new Scope.Touched(since);
    try (var listed =
        new ListedTree(link.tree(side).list(touched), memory.filter().cursor(), cancel)) {
      while (listed.next()) {
        Entry entry = listed.entry();
        if (entry != null && listed.closed() == null) {
          pending.add(new Found(listed.path(), entry));
        }
        if (pending.size() >= BATCH) {
          flush(side);
        }
      }
      flush(side);
      return listed.end().incomplete();
    }
  }

  private void flush(Side side) throws HostException {
    var unknown = new ArrayList<Found>();
    var corrected = new ArrayList<Difference>();
    for (Found found : pending) {
      Difference row = rows.get(found.path);
      if (row == null) {
        unknown.add(found);
      } else if (!sees(row.seen(side), found.entry)) {
        corrected.add(Rows.with(row, side, new Seen.Present(found.entry)));
      }
    }
    pending.clear();
    corrected.addAll(lookAcross(side, unknown));
    if (!corrected.isEmpty()) {
      rows.put(corrected);
    }
  }

  private static boolean sees(Seen seen, Entry entry) {
    return seen.equals(new Seen.Present(entry));
  }

  /** Paths at which there was no difference: not listed then, or changed since. */
  private List<Difference> lookAcross(Side side, List<Found> found) throws HostException {
    var changed = new ArrayList<Found>();
    for (Found one : found) {
      if (!asAgreed(memory.get(one.path), side, one.entry)) {
        changed.add(one);
      }
    }
    if (changed.isEmpty()) {
      return List.of();
    }
    List<Seen> other = link.tree(side.other()).look(changed.stream().map(Found::path).toList());
    var made = new ArrayList<Difference>();
    for (int i = 0; i < changed.size(); i++) {
      Found one = changed.get(i);
      Seen here = new Seen.Present(one.entry);
      made.add(Rows.of(one.path, side, here, other.get(i), memory.get(one.path)));
    }
    return made;
  }

  private static boolean asAgreed(@Nullable Agreed agreed, Side side, Entry entry) {
    return agreed != null
        && entry.looksLike(agreed.entry())
        && entry.mode() == agreed.entry().mode()
        && (!entry.isFile() || sameFile(agreed, side, entry));
  }

  private static boolean sameFile(Agreed agreed, Side side, Entry entry) {
    return agreed.id(side).inode() == entry.id().inode()
        && agreed.id(side).ctime().equals(entry.id().ctime());
  }
}
