package org.duplexsync.engine.listing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duplexsync.engine.pair.Link;
import org.duplexsync.engine.pair.Together;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;

/** Looks at paths of one side, many at a time, while others of them are still being found. */
final class EarlyLooks {
  private static final int MANY = 1000;

  private final Link link;
  private final Side side;
  private final List<Asked> asked = new ArrayList<>();
  private List<RelPath> next = new ArrayList<>();

  private record Asked(List<RelPath> paths, Together.Begun<List<Seen>> looked) {}

  EarlyLooks(Link link, Side side) {
    this.link = link;
    this.side = side;
  }

  void add(RelPath path) throws HostException, TreeException {
    next.add(path);
    if (next.size() == MANY) {
      List<RelPath> paths = next;
      next = new ArrayList<>();
      asked.add(new Asked(paths, link.together().begin(() -> link.tree(side).look(paths))));
    }
  }

  /** What was seen so far; the last few paths were not looked at. */
  Map<RelPath, Seen> end() throws HostException, TreeException {
    var seen = new HashMap<RelPath, Seen>();
    for (Asked each : asked) {
      List<Seen> looked = each.looked().end();
      for (int i = 0; i < looked.size(); i++) {
        seen.put(each.paths().get(i), looked.get(i));
      }
    }
    return seen;
  }
}
