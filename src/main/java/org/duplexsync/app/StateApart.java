package org.duplexsync.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.duplexsync.control.ControlException;
import org.duplexsync.filter.ExactPath;
import org.duplexsync.job.HostDef;
import org.duplexsync.job.Job;
import org.duplexsync.job.PairDef;
import org.duplexsync.job.SideDef;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/**
 * The state must not lie in a tree of this machine that is kept equal: it would be given away to
 * the other side, change with each run, and be replaced from there while it is in use.
 */
final class StateApart {
  private StateApart() {}

  static void require(Job job, Path state) throws ControlException {
    for (PairDef pair : job.pairs()) {
      for (SideDef side : List.of(pair.a(), pair.b())) {
        if (job.host(side) instanceof HostDef.Local) {
          require(pair, side.root(), state);
        }
      }
    }
  }

  private static void require(PairDef pair, String root, Path state) throws ControlException {
    Path tree = real(root);
    Path directory = real(state.toString());
    if (tree == null || directory == null || !directory.startsWith(tree)) {
      return;
    }
    RelPath at = RelPath.of(tree.relativize(directory).toString());
    if (!pair.rules().excludes(at, true)) {
      throw new ControlException(
          "STATE_IN_ROOT",
          "the state directory %s lies inside the root %s of the pair %s, and would be synchronized with it: name another one with --state%s"
              .formatted(directory, tree, pair.name(), orExclude(at)),
          null);
    }
  }

  private static String orExclude(RelPath at) {
    return at.isRoot() ? "" : ", or exclude \"" + ExactPath.pattern(at) + "/\"";
  }

  /** With the links of what is there resolved; null if this machine has no such path. */
  private static @Nullable Path real(String text) {
    try {
      Path path = Path.of(text).toAbsolutePath().normalize();
      Path there = path;
      while (!Files.exists(there) && there.getParent() != null) {
        there = there.getParent();
      }
      return there.toRealPath().resolve(there.relativize(path));
    } catch (InvalidPathException | IOException e) {
      return null;
    }
  }
}
