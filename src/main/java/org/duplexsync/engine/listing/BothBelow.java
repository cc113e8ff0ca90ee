package org.duplexsync.engine.listing;

import java.util.HashMap;
import java.util.Map;
import org.duplexsync.engine.pair.Cancel;
import org.duplexsync.engine.pair.Link;
import org.duplexsync.engine.pair.Sides;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Scope;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.jspecify.annotations.Nullable;

/**
 * What both sides have at a path and below it now, side by side in path order. What lies in a
 * directory that a side can't look into is unknown there, never absent.
 */
public final class BothBelow {
  private final Half a;
  private final Half b;

  public interface Sink {
    void at(RelPath path, Seen a, Seen b) throws HostException;
  }

  private BothBelow(ListedTree a, ListedTree b) {
    this.a = new Half(a);
    this.b = new Half(b);
  }

  /**
   * @throws HostException also if a listing is not complete; the message says why
   */
  public static void list(Link link, RelPath path, Memory memory, Cancel cancel, Sink sink)
      throws HostException, TreeException {
    Sides<ListedTree> listed =
        link.together()
            .both(side ->
                new ListedTree(
                    link.tree(side).list(new Scope.Below(path)), memory.filter().cursor(), cancel));
    try (ListedTree a = listed.a();
        ListedTree b = listed.b()) {
      new BothBelow(a, b).run(sink);
      complete("A", a);
      complete("B", b);
    }
  }

  private static void complete(String side, ListedTree listed) throws HostException {
    String why = listed.end().incomplete();
    if (why != null) {
      throw new HostException("not all of it could be listed on " + side + ": " + why);
    }
  }

  private void run(Sink sink) throws HostException {
    a.advance();
    b.advance();
    for (RelPath path = least(); path != null; path = least()) {
      Seen onA = a.take(path);
      Seen onB = b.take(path);
      if (!path.isRoot()) {
        sink.at(path, onA, onB);
      }
    }
  }

  private @Nullable RelPath least() {
    RelPath x = a.at();
    RelPath y = b.at();
    return x == null || (y != null && y.compareTo(x) < 0) ? y : x;
  }

  private static final class Half {
    private final ListedTree listed;
    private boolean more;
    private final Map<RelPath, String> closed = new HashMap<>();

    Half(ListedTree listed) {
      this.listed = listed;
    }

    void advance() throws HostException {
      more = listed.next();
    }

    @Nullable RelPath at() {
      return more ? listed.path() : null;
    }

    Seen take(RelPath path) throws HostException {
      if (!more || !path.equals(listed.path())) {
        return absent(path);
      }
      Entry entry = listed.entry();
      String trouble = listed.closed();
      if (trouble != null) {
        closed.put(path, trouble);
      }
      Seen seen =
          entry == null
              ? new Seen.Unknown(trouble == null ? "it can't be read" : trouble)
              : new Seen.Present(entry);
      advance();
      return seen;
    }

    private Seen absent(RelPath path) {
      for (RelPath up = path.parent(); !closed.isEmpty() && up != null; up = up.parent()) {
        String why = closed.get(up);
        if (why != null) {
          return new Seen.Unknown(why);
        }
      }
      return Seen.ABSENT;
    }
  }
}
