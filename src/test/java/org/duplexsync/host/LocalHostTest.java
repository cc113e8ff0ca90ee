package org.duplexsync.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import org.duplexsync.host.local.LocalShell;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The contract on this machine, with all that perl and the kernel have and with less. */
class LocalHostTest {
  @TempDir Path dir = Path.of("");

  abstract class OnThisMachine extends HostContract {
    private final Set<String> without;

    OnThisMachine(Set<String> without) {
      this.without = without;
    }

    @Override
    protected Opened start() throws Exception {
      Path root = Files.createDirectory(dir.resolve("root"));
      Path temp = Files.createDirectory(dir.resolve("temp"));
      Host host = HelperHost.start(new LocalShell("here"), InstantSource.system(), without);
      Tree tree =
          host.open(
              new TreeSpec(
                  "p", root.toString(), temp.toString(), null, Set.of(), Set.of(), false, false));
      return new Opened(host, new RealWorld(root), tree);
    }
  }

  @Nested
  class WithAll extends OnThisMachine {
    WithAll() {
      super(Set.of());
    }
  }

  @Nested
  class WithoutDigest extends OnThisMachine {
    WithoutDigest() {
      super(Set.of("sha"));
    }
  }

  @Nested
  class WithoutRenameat2 extends OnThisMachine {
    WithoutRenameat2() {
      super(Set.of("renameat2"));
    }
  }
}
