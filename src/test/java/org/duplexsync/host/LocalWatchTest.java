package org.duplexsync.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import org.duplexsync.host.ReadContract.Opened;
import org.duplexsync.host.local.LocalShell;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.RelPath;
import org.junit.jupiter.api.io.TempDir;

/** The contract of watches on this machine. */
class LocalWatchTest extends WatchContract {
  @TempDir Path dir = Path.of("");

  @Override
  protected Opened start(Set<RelPath> prunePaths, Set<Bytes> pruneNames) throws Exception {
    Path root = Files.createDirectory(dir.resolve("root"));
    Path temp = Files.createDirectory(dir.resolve("temp"));
    Host host = HelperHost.start(new LocalShell("here"), InstantSource.system());
    TreeSpec spec =
        new TreeSpec(
            "p", root.toString(), temp.toString(), null, prunePaths, pruneNames, false, false);
    return new Opened(host, new RealWorld(root), host.open(spec));
  }
}
