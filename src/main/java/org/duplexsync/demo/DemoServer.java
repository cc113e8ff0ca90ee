package org.duplexsync.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;

/** One embedded SSH server on a free loopback port; lets one key in, as whoever runs the demo. */
final class DemoServer implements AutoCloseable {
  static final String ADDRESS = "127.0.0.1";

  private final Path home;
  private final KeyPair hostKey;
  private final PublicKey operator;
  private SshServer server;

  private DemoServer(Path home, KeyPair hostKey, PublicKey operator, SshServer server) {
    this.home = home;
    this.hostKey = hostKey;
    this.operator = operator;
    this.server = server;
  }

  static DemoServer start(Path home, KeyPair hostKey, PublicKey operator) throws IOException {
    return new DemoServer(home, hostKey, operator, started(home, hostKey, operator, 0));
  }

  private static SshServer started(Path home, KeyPair hostKey, PublicKey operator, int port)
      throws IOException {
    SshServer server = SshServer.setUpDefaultServer();
    server.setHost(ADDRESS);
    server.setPort(port);
    server.setKeyPairProvider(KeyPairProvider.wrap(List.of(hostKey)));
    server.setPublickeyAuthenticator((user, key, session) -> KeyUtils.compareKeys(key, operator));
    server.setCommandFactory(new ShellCommands(home));
    server.start();
    return server;
  }

  /** Comes back under its old address, as after an outage. */
  void restart() throws IOException {
    int port = port();
    server.stop(true);
    server = started(home, hostKey, operator, port);
  }

  int port() {
    return server.getPort();
  }

  /** The line that a known_hosts file holds for this server. */
  String knownHostsLine() {
    String key = PublicKeyEntry.toString(hostKey.getPublic());
    return "[%s]:%d %s%n".formatted(ADDRESS, port(), key);
  }

  @Override
  public void close() {
    try {
      server.stop(true);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
