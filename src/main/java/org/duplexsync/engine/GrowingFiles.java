package org.duplexsync.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duplexsync.engine.pair.Link;
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
import org.jspecify.annotations.Nullable;

/**
 * Logs that are written without a pause: they moved on each time they were to be carried. Of such a
 * file as much as is there when it is looked at may travel, if what was agreed of it still stands
 * at its beginning: then it is longer and nothing else. A new one has no such beginning: it is
 * taken for a log when it has grown for longer than an upload of its size takes. A large one is
 * when it has grown for half a minute, and slower than uploads do; one that grows as fast as these
 * waits for a pause, but not for ever.
 */
final class GrowingFiles {
  private static final Duration NEW = Duration.ofSeconds(6);
  private static final Duration LARGE = Duration.ofSeconds(30);
  private static final Duration AT_MOST = Duration.ofMinutes(10);

  /** Bytes a second: what comes faster may be an upload. */
  private static final long UPLOAD = 1 << 20;

  private static final int MOST = 10_000;

  /**
   * @param size when it was first found to grow; -1: not known yet
   */
  private record Growth(Instant since, long size) {}

  private final Map<RelPath, Growth> movedOn =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RelPath, Growth> eldest) {
          return size() > MOST;
        }
      };

  /** It was not as planned any more when it was to be carried. */
  void movedOn(RelPath path, Instant now) {
    movedOn.putIfAbsent(path, new Growth(now, -1));
  }

  /** It was carried. */
  void arrived(RelPath path) {
    movedOn.remove(path);
  }

  /** Those of which a part may travel. */
  Set<RelPath> among(Collection<PlanRow> rows, Link link, Instant now) throws HostException {
    var growing = new HashSet<RelPath>();
    for (PlanRow row : rows) {
      Growth growth = growth(row.path(), now);
      if (growth != null && isLonger(row, link, growth, now)) {
        growing.add(row.path());
      }
    }
    return growing;
  }

  /** What began before the clock was set back began by now. */
  private @Nullable Growth growth(RelPath path, Instant now) {
    return movedOn.computeIfPresent(
        path, (_, known) -> known.since().isAfter(now) ? new Growth(now, known.size()) : known);
  }

  private boolean isLonger(PlanRow row, Link link, Growth growth, Instant now)
      throws HostException {
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
      return item.seen(to) instanceof Seen.Absent && isLog(row, source.size(), growth, now);
    }
    return item.change(to) instanceof Change.None && beginsAsAgreed(row, source, from, link);
  }

  private boolean isLog(PlanRow row, long size, Growth growth, Instant now) {
    Duration grown = Duration.between(growth.since(), now);
    if (!LiveRows.isLarge(row)) {
      return grown.compareTo(NEW) >= 0;
    }
    if (growth.size() < 0) {
      movedOn.put(row.path(), new Growth(now, size));
      return false;
    }
    long more = Math.max(0, size - growth.size());
    boolean slow = more / UPLOAD <= grown.toSeconds();
    return grown.compareTo(AT_MOST) >= 0 || (slow && grown.compareTo(LARGE) >= 0);
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
