package org.duplexsync.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duplexsync.host.Expected;
import org.duplexsync.host.Hashed;
import org.duplexsync.host.HostException;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.Change;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Entry;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Sha256;
import org.duplexsync.model.Side;

/**
 * Logs that are written without a pause: they moved on each time they were to be carried. Of such a
 * file as much as is there when it is looked at may travel, if what was agreed of it still stands
 * at its beginning: then it is longer and nothing else. A new one has no such beginning; it is
 * taken for a log when it has grown for longer than an upload of its size takes. A large new one
 * waits for a pause: it may well be an upload.
 */
final class GrowingFiles {
  private static final Duration NEW = Duration.ofSeconds(6);
  private static final int MOST = 10_000;

  private final Map<RelPath, Instant> movedOn =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RelPath, Instant> eldest) {
          return size() > MOST;
        }
      };

  /** It was not as planned any more when it was to be carried. */
  void movedOn(RelPath path, Instant now) {
    movedOn.putIfAbsent(path, now);
  }

  /** It was carried. */
  void arrived(RelPath path) {
    movedOn.remove(path);
  }

  /** Those of which a part may travel. */
  Set<RelPath> among(Collection<PlanRow> rows, Link link, Instant now) throws HostException {
    var growing = new HashSet<RelPath>();
    for (PlanRow row : rows) {
      Instant since = movedOn.get(row.path());
      if (since != null && isLonger(row, link, !now.isBefore(since.plus(NEW)))) {
        growing.add(row.path());
      }
    }
    return growing;
  }

  private static boolean isLonger(PlanRow row, Link link, boolean forLong) throws HostException {
    PlanItem item = row.item();
    Side to = LiveRows.to(row);
    Side from = to.other();
    boolean copies = row.choice() == (to == Side.B ? Choice.A_TO_B : Choice.B_TO_A);
    if (!copies
        || item.origin() != null
        || !(item.seen(from) instanceof Seen.Present(Entry source))
        || !source.isFile()) {
      return false;
    }
    if (item.base() == null) {
      return forLong && item.seen(to) instanceof Seen.Absent && !LiveRows.isLarge(row);
    }
    return item.change(to) instanceof Change.None && beginsAsAgreed(row, source, from, link);
  }

  private static boolean beginsAsAgreed(PlanRow row, Entry source, Side from, Link link)
      throws HostException {
    Agreed base = row.item().base();
    Sha256 agreed = base == null ? null : base.sha256();
    if (base == null || agreed == null || base.entry().size() > source.size()) {
      return false;
    }
    var first =
        new Entry(
            source.kind(),
            base.entry().size(),
            source.mtime(),
            source.mode(),
            source.owner(),
            source.group(),
            source.target(),
            source.id());
    List<Hashed> hashed = link.tree(from).hash(List.of(new Expected(row.path(), first, true)));
    return hashed.getFirst() instanceof Hashed.Ok(Sha256 now, _) && now.equals(agreed);
  }
}
