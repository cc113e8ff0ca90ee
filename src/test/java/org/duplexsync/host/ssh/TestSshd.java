package org.duplexsync.host.ssh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real OpenSSH server of this user on a free loopback port. */
final class TestSshd implements AutoCloseable {
  static final String USER = System.getProperty("user.name");

  private final Process process;
  private final int port;
  private final Path log;

  private TestSshd(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /**
   * Starts one.
   *
   * @param lines of sshd_config, which come first and so win over the defaults here
   */
  static TestSshd start(Path directory, Path hostKey, Path authorizedKeys, String... lines)
      throws Exception {
    if (USER.equals("root")) {
      Files.createDirectories(Path.of("/run/sshd"));
    }
    int port = freePort();
    Path log = directory.resolve("sshd-" + port + ".log");
    Path config = directory.resolve("sshd-" + port + ".conf");
    List<String> all = new ArrayList<>(ownHome(directory, lines));
    all.addAll(
        List.of(
            "Port " + port,
            "ListenAddress 127.0.0.1",
            "HostKey " + hostKey,
            "AuthorizedKeysFile " + authorizedKeys,
            "PidFile none",
            "StrictModes no",
            "PermitRootLogin yes",
            "UsePAM no",
            "PasswordAuthentication no",
            "KbdInteractiveAuthentication no"));
    Files.write(config, all);
    Process process =
        new ProcessBuilder("/usr/sbin/sshd", "-D", "-e", "-f", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    TestSshd sshd = new TestSshd(process, port, log);
    sshd.awaitListening();
    return sshd;
  }

  /** The account's own start-up files take their time, and are no business of a test. */
  private static List<String> ownHome(Path directory, String... lines) {
    String home = " HOME=" + directory.resolve("home");
    List<String> all = new ArrayList<>();
    boolean set = false;
    for (String line : lines) {
      all.add(line.startsWith("SetEnv ") ? line + home : line);
      set |= line.startsWith("SetEnv ");
    }
    if (!set) {
      all.add("SetEnv" + home);
    }
    return all;
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitListening() throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (true) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IOException("sshd did not start: " + Files.readString(log));
      }
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        return;
      } catch (IOException e) {
        process.waitFor(20, TimeUnit.MILLISECONDS);
      }
    }
  }

  int port() {
    return port;
  }

  long connections() {
    return process.children().filter(ProcessHandle::isAlive).count();
  }

  /** Sends a signal to every connection's processes, not to the listener. */
  void signalConnections(String signal) throws Exception {
    List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
    process.descendants().forEach(child -> command.add(Long.toString(child.pid())));
    new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
