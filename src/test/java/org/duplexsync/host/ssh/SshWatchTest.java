package org.duplexsync.host.ssh;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.duplexsync.host.Host;
import org.duplexsync.host.ReadContract.Opened;
import org.duplexsync.host.RealWorld;
import org.duplexsync.host.TreeSpec;
import org.duplexsync.host.WatchContract;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract of watches over a real sshd. */
class SshWatchTest extends WatchContract {
  @TempDir Path directory = Path.of("");
  private @Nullable LoopbackHosts hosts;

  @Override
  protected Opened start(Set<RelPath> prunePaths, Set<Bytes> pruneNames) throws Exception {
    hosts = new LoopbackHosts(directory);
    Path root = Files.createDirectory(directory.resolve("root"));
    Path temp = Files.createDirectory(directory.resolve("temp"));
    Host host = hosts.connect();
    TreeSpec spec =
        new TreeSpec(
            "p", root.toString(), temp.toString(), null, prunePaths, pruneNames, false, false);
    return new Opened(host, new RealWorld(root), host.open(spec));
  }

  @AfterEach
  void stop() {
    if (hosts != null) {
      hosts.close();
    }
  }
}
