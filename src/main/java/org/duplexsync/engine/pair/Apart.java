package org.duplexsync.engine.pair;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.duplexsync.host.Host;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Tree;
import org.duplexsync.host.TreeException;
import org.duplexsync.host.TreeFacts;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;

/**
 * Two trees are needed. That the two roots are one directory, or that one holds the other, need not
 * be seen in the job: a machine may have two names, and a root may be reached through a link. What
 * is copied into a tree that is inside the other would be copied again by each run.
 */
final class Apart {
  private Apart() {}

  static void require(Sides<Host> hosts, Sides<Tree> trees) throws SideException {
    TreeFacts a = trees.a().facts();
    TreeFacts b = trees.b().facts();
    if (!isOne(hosts) || a.device() != b.device()) {
      return;
    }
    if (a.inode() == b.inode()) {
      throw refused(
          Side.B,
          "A's root and B's are one directory, %s; write two trees into the job file"
              .formatted(shown(b)));
    }
    for (Side outer : Side.values()) {
      Side inner = outer.other();
      if (holds(trees.of(outer), trees.of(inner).facts(), outer)) {
        throw refused(
            inner,
            "the root %s lies inside the other one, %s; write two trees into the job file that don't hold one another"
                .formatted(shown(trees.of(inner).facts()), shown(trees.of(outer).facts())));
      }
    }
  }

  /** An account that is shut in without /proc can't say which machine it is on. */
  private static boolean isOne(Sides<Host> hosts) {
    String boot = hosts.a().facts().bootId();
    return !boot.isEmpty() && boot.equals(hosts.b().facts().bootId());
  }

  /** By its inode: machines that share a kernel may have the same paths for other directories. */
  private static boolean holds(Tree outer, TreeFacts inner, Side side) throws SideException {
    String above = outer.facts().root() + "/";
    if (!inner.root().startsWith(above)) {
      return false;
    }
    try {
      RelPath path = RelPath.of(inner.root().substring(above.length()).getBytes(UTF_8));
      return outer.look(List.of(path)).getFirst() instanceof Seen.Present(var entry)
          && entry.id().inode() == inner.inode();
    } catch (HostException e) {
      throw new SideException(side, e);
    } catch (IllegalArgumentException e) {
      // what a server says of its own root is no path there
      return false;
    }
  }

  private static SideException refused(Side side, String why) {
    return new SideException(side, new TreeException(TreeException.Cause.ROOT_SHARED, why));
  }

  private static String shown(TreeFacts facts) {
    return Bytes.of(facts.root()).toString();
  }
}
