package org.duplexsync.host.ssh;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.duplexsync.host.Host;

/** Hosts over a real sshd on loopback, for tests of other packages. */
public final class LoopbackHosts implements AutoCloseable {
  private final SshLab lab;
  private final TestSshd server;
  private final Path key;

  public LoopbackHosts(Path directory) throws Exception {
    lab = new SshLab(Files.createDirectories(directory));
    key = lab.userKey("id", "ed25519", "");
    server = lab.sshd();
    lab.know(server, lab.hostKey);
  }

  public Host connect() throws Exception {
    return lab.hosts()
        .connect(lab.target(server, key), SshQuestions.none(), InstantSource.system());
  }

  @Override
  public void close() {
    lab.close();
  }
}
