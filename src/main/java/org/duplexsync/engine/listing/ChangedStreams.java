package org.duplexsync.engine.listing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.duplexsync.engine.pair.Cancel;
import org.duplexsync.engine.pair.Link;
import org.duplexsync.engine.pair.Sides;
import org.duplexsync.engine.pair.Together;
import org.duplexsync.filter.FilterCursor;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Listing;
import org.duplexsync.host.Scope;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.duplexsync.reconcile.AgreedStream;
import org.duplexsync.reconcile.Join;
import org.duplexsync.reconcile.ListedStream;
import org.duplexsync.store.OpenPaths;
import org.jspecify.annotations.Nullable;

/**
 * Both trees and the baseline, whole, but without what is still as in the kept listings and was as
 * agreed then: what changed on either side, and what was open.
 */
final class ChangedStreams implements Streams {
  private final KeptListings kept;
  private final KeptListings.Known known;
  private final Sides<Changes> changes;
  private final Sides<SeenPaths> listed;
  private final AgreedCursor agreed;
  private final long remembered;

  private ChangedStreams(
      KeptListings kept,
      KeptListings.Known known,
      Sides<Changes> changes,
      Sides<SeenPaths> listed,
      Baseline baseline) {
    this.kept = kept;
    this.known = known;
    this.changes = changes;
    this.listed = listed;
    this.agreed = baseline.agreed();
    this.remembered = baseline.remembered();
  }

  /** What is agreed there, and on how many paths in all. */
  private record Baseline(AgreedCursor agreed, long remembered) {}

  /**
   * What the listings told.
   *
   * @param early what was meanwhile seen of a side at paths that the other's listing told
   * @param remembered on how many paths something is agreed
   */
  private record Told(Sides<Changes> changes, Sides<Map<RelPath, Seen>> early, long remembered) {
    NavigableMap<RelPath, Seen> listed(Side side) {
      return changes.of(side).seen();
    }
  }

  /** Null if only whole listings can do it. */
  static @Nullable ChangedStreams open(
      Link link, KeptListings kept, KeptListings.Known known, Cancel cancel)
      throws HostException, TreeException {
    Told told = list(link, kept, known, cancel);
    if (told == null) {
      return null;
    }
    var paths = new TreeSet<RelPath>(known.open());
    paths.addAll(told.listed(Side.A).keySet());
    paths.addAll(told.listed(Side.B).keySet());
    var together = link.together();
    Together.Begun<Sides<@Nullable SeenPaths>> looking =
        together.begin(
            () -> together.<@Nullable SeenPaths>both(side -> look(link, side, kept, told, paths)));
    AgreedCursor agreed = kept.memory().read(List.copyOf(paths));
    Sides<@Nullable SeenPaths> seen = looking.end();
    SeenPaths onA = seen.a();
    SeenPaths onB = seen.b();
    if (onA == null || onB == null) {
      return null;
    }
    var baseline = new Baseline(agreed, told.remembered());
    return new ChangedStreams(kept, known, told.changes(), new Sides<>(onA, onB), baseline);
  }

  private static @Nullable Told list(
      Link link, KeptListings kept, KeptListings.Known known, Cancel cancel)
      throws HostException, TreeException {
    var since = new Scope.Since(known.name(), kept.keepAs());
    var looks = new Sides<>(new EarlyLooks(link, Side.A), new EarlyLooks(link, Side.B));
    var together = link.together();
    Together.Begun<Sides<@Nullable Changes>> listing =
        together.begin(() ->
            together.<@Nullable Changes>both(side -> {
              EarlyLooks elsewhere = looks.of(side.other());
              return changes(link.tree(side).list(since), kept, elsewhere, cancel);
            }));
    long remembered = kept.memory().count();
    Sides<@Nullable Changes> changes = listing.end();
    Sides<Map<RelPath, Seen>> early = new Sides<>(looks.a().end(), looks.b().end());
    Changes a = changes.a();
    Changes b = changes.b();
    return a == null || b == null ? null : new Told(new Sides<>(a, b), early, remembered);
  }

  private static @Nullable Changes changes(
      Listing listing, KeptListings kept, EarlyLooks elsewhere, Cancel cancel)
      throws HostException, TreeException {
    try (listing) {
      return Changes.read(listing, kept.memory().filter().cursor(), elsewhere::add, cancel);
    }
  }

  /**
   * What stands at all of the paths: listed, or else looked at. Null if something can't be told.
   */
  private static @Nullable SeenPaths look(
      Link link, Side side, KeptListings kept, Told told, NavigableSet<RelPath> paths)
      throws HostException {
    NavigableMap<RelPath, Seen> listed = told.listed(side);
    Map<RelPath, Seen> others = told.early().of(side);
    others.keySet().removeAll(listed.keySet());
    List<RelPath> unseen = new ArrayList<>(paths);
    unseen.removeIf(path -> listed.containsKey(path) || others.containsKey(path));
    List<Seen> looked = link.tree(side).look(unseen);
    for (int i = 0; i < looked.size(); i++) {
      others.put(unseen.get(i), looked.get(i));
    }
    var all = new TreeMap<RelPath, Seen>(listed);
    FilterCursor filter = kept.memory().filter().cursor();
    for (Map.Entry<RelPath, Seen> other : others.entrySet()) {
      switch (other.getValue()) {
        case Seen.Unknown _ -> {
          return null;
        }
        case Seen.Absent _ -> {}
        case Seen.Present present -> {
          if (!Changes.hidden(other.getKey(), present.entry().isDirectory(), filter)) {
            all.put(other.getKey(), present);
          }
        }
      }
    }
    return new SeenPaths(all);
  }

  @Override
  public ListedStream<HostException> listed(Side side) {
    return listed.of(side);
  }

  @Override
  public AgreedStream<HostException> agreed() {
    return agreed;
  }

  @Override
  public long count(Side side) {
    return Math.max(0, known.entries(side) + changes.of(side).grown());
  }

  @Override
  public @Nullable String incomplete(Side side) {
    return null;
  }

  @Override
  public Join.Summary summary(Join.Summary joined) {
    return new Join.Summary(count(Side.A), count(Side.B), remembered, joined.differences());
  }

  @Override
  public Instant whole() {
    return known.whole();
  }

  @Override
  public @Nullable String kept() {
    return changes.a().end().kept() && changes.b().end().kept() ? kept.keepAs() : null;
  }

  @Override
  public OpenPaths.Told told() {
    return new OpenPaths.Told(changes.a().seen(), changes.b().seen());
  }

  @Override
  public void close() {
    agreed.close();
  }
}
