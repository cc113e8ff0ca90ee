package org.duplexsync.host.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.duplexsync.host.Exec;
import org.duplexsync.host.Shell;
import org.jspecify.annotations.Nullable;

/** A home directory, keys and servers for one test. */
final class SshLab implements AutoCloseable {
  final Path directory;
  final Path home;
  final Path authorized;
  final Path hostKey;
  private final List<Runnable> open = new ArrayList<>();
  private @Nullable Path agent;

  SshLab(Path directory) throws Exception {
    this.directory = directory;
    this.home = Files.createDirectories(directory.resolve("home"));
    Files.createDirectories(home.resolve(".ssh"));
    this.authorized = directory.resolve("authorized_keys");
    Files.createFile(authorized);
    this.hostKey = key("host_ed25519", "ed25519", "");
  }

  /** A new key pair. */
  Path key(String name, String type, String passphrase, String... more) throws Exception {
    Path file = directory.resolve(name);
    List<String> command =
        new ArrayList<>(
            List.of("ssh-keygen", "-q", "-t", type, "-N", passphrase, "-f", file.toString()));
    if (type.equals("rsa")) {
      command.addAll(List.of("-b", "2048"));
    }
    command.addAll(List.of(more));
    run(command.toArray(String[]::new));
    return file;
  }

  /** A new key pair that the servers let in. */
  Path userKey(String name, String type, String passphrase, String... more) throws Exception {
    Path file = key(name, type, passphrase, more);
    authorize(file);
    return file;
  }

  void authorize(Path key) throws IOException {
    Files.writeString(
        authorized,
        Files.readString(authorized) + Files.readString(Path.of(key + ".pub")),
        StandardCharsets.UTF_8);
  }

  TestSshd sshd(String... lines) throws Exception {
    return sshdWith(hostKey, lines);
  }

  TestSshd sshdWith(Path hostKey, String... lines) throws Exception {
    TestSshd sshd = TestSshd.start(directory, hostKey, authorized, lines);
    open.add(sshd::close);
    return sshd;
  }

  Path knownHosts() {
    return home.resolve(".ssh/known_hosts");
  }

  /** Writes the host key of a server as known. */
  void know(TestSshd sshd, Path hostKey) throws IOException {
    String[] words = Files.readString(Path.of(hostKey + ".pub")).split(" ");
    String line = "[127.0.0.1]:" + sshd.port() + " " + words[0] + " " + words[1] + "\n";
    String before = Files.exists(knownHosts()) ? Files.readString(knownHosts()) : "";
    Files.writeString(knownHosts(), before + line);
  }

  void config(String... lines) throws IOException {
    Files.write(home.resolve(".ssh/config"), List.of(lines));
  }

  /** Starts an ssh-agent that holds these keys. */
  void agent(Path... keys) throws Exception {
    Path socket = directory.resolve("agent.sock");
    Process process =
        new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    open.add(process::destroyForcibly);
    while (!Files.exists(socket)) {
      process.waitFor(10, TimeUnit.MILLISECONDS);
    }
    agent = socket;
    for (Path key : keys) {
      ProcessBuilder add = new ProcessBuilder("ssh-add", "-q", key.toString());
      add.environment().put("SSH_AUTH_SOCK", socket.toString());
      finish(add);
    }
  }

  SshEnvironment environment() {
    return new SshEnvironment(
        home,
        TestSshd.USER,
        agent,
        directory.resolve("ssh_config"),
        List.of(directory.resolve("ssh_known_hosts")));
  }

  SshHosts hosts() {
    SshHosts hosts = new SshHosts(environment());
    open.add(hosts::close);
    return hosts;
  }

  SshTarget target(TestSshd sshd, @Nullable Path key) {
    return new SshTarget("web", "127.0.0.1", sshd.port(), TestSshd.USER, key, null, null);
  }

  /** Connects with all questions answered by no. */
  Shell shell(SshTarget target) throws SshException {
    return hosts().shell(target, SshQuestions.none());
  }

  static String output(Shell shell, String command) throws Exception {
    try (Exec exec = shell.exec(command.getBytes(StandardCharsets.UTF_8))) {
      String out = new String(exec.out().readAllBytes(), StandardCharsets.UTF_8);
      exec.exitStatus(Duration.ofSeconds(20));
      return out.strip();
    }
  }

  static void run(String... command) throws Exception {
    finish(new ProcessBuilder(command));
  }

  private static void finish(ProcessBuilder builder) throws Exception {
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", builder.command()) + ": " + said);
    }
  }

  @Override
  public void close() {
    open.reversed().forEach(Runnable::run);
  }
}
