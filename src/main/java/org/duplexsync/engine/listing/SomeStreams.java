package org.duplexsync.engine.listing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.duplexsync.engine.live.Places;
import org.duplexsync.engine.pair.Cancel;
import org.duplexsync.engine.pair.Link;
import org.duplexsync.engine.pair.Sides;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.duplexsync.reconcile.AgreedStream;
import org.duplexsync.reconcile.ListedStream;
import org.jspecify.annotations.Nullable;

/**
 * Some places of both trees and of the baseline. Where a path is a directory, and not so
 * everywhere, all that is below it belongs to it.
 */
final class SomeStreams implements Streams {
  private final Sides<SomeListed> listed;
  private final AgreedCursor agreed;

  private SomeStreams(Sides<SomeListed> listed, AgreedCursor agreed) {
    this.listed = listed;
    this.agreed = agreed;
  }

  static SomeStreams open(Link link, Memory memory, Cancel cancel, Places places)
      throws HostException, TreeException {
    var points = new TreeSet<>(places.points());
    points.addAll(children(link, memory, cancel, places.inside()));
    points.remove(RelPath.ROOT);
    Sides<Map<RelPath, Seen>> looked = look(link, List.copyOf(points));
    Map<RelPath, Agreed> known = memory.known(points);
    var below = new TreeSet<>(places.below());
    for (RelPath point : points) {
      if (isPartlyDirectory(looked.a().get(point), looked.b().get(point), known.get(point))) {
        below.add(point);
      }
    }
    Places all = Places.of(points, below, List.of());
    List<Segment> segments = Segment.inOrder(all.points(), all.below());
    Sides<SomeListed> listed =
        new Sides<>(Side.A, Side.B)
            .map(side ->
                new SomeListed(
                    link.tree(side), looked.of(side), segments, memory.filter().cursor(), cancel));
    return new SomeStreams(listed, memory.open(known, segments));
  }

  private static boolean isPartlyDirectory(
      @Nullable Seen a, @Nullable Seen b, @Nullable Agreed base) {
    int directories = 0;
    directories += isDirectory(a) ? 1 : 0;
    directories += isDirectory(b) ? 1 : 0;
    directories += base != null && base.entry().isDirectory() ? 1 : 0;
    return directories > 0 && directories < 3;
  }

  private static boolean isDirectory(@Nullable Seen seen) {
    return seen instanceof Seen.Present(Entry entry) && entry.isDirectory();
  }

  private static Sides<Map<RelPath, Seen>> look(Link link, List<RelPath> points)
      throws HostException, TreeException {
    if (points.isEmpty()) {
      return new Sides<>(Map.of(), Map.of());
    }
    return link.together()
        .both(side -> {
          List<Seen> seen = link.tree(side).look(points);
          var looked = new HashMap<RelPath, Seen>();
          for (int i = 0; i < points.size(); i++) {
            looked.put(points.get(i), seen.get(i));
          }
          return looked;
        });
  }

  /** What stands right in these directories, on either side or as agreed. */
  private static List<RelPath> children(
      Link link, Memory memory, Cancel cancel, List<RelPath> directories)
      throws HostException, TreeException {
    var all = new ArrayList<RelPath>();
    for (RelPath directory : directories) {
      Sides<DirectoryListing> found =
          link.together()
              .both(side ->
                  DirectoryListing.of(
                      link.tree(side), directory, memory.filter().cursor(), cancel));
      all.addAll(found.a().entries().keySet());
      all.addAll(found.b().entries().keySet());
      all.addAll(memory.children(directory));
    }
    return all;
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
    return listed.of(side).count();
  }

  @Override
  public @Nullable String incomplete(Side side) {
    return listed.of(side).incomplete();
  }

  @Override
  public void close() {
    agreed.close();
    listed.a().close();
    listed.b().close();
  }
}
