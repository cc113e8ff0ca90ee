package org.duplexsync.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.duplexsync.model.Side;

/**
 * Two running test hosts. The lab lives as long as a process of its own, whose standard input this
 * object holds open: it goes down on {@link #close}, and also when this JVM is killed.
 */
public final class Lab implements AutoCloseable {

  private final Path dir;
  private final Process warden;
  private final int number;
  private final long pidA;
  private final long pidB;

  private Lab(Path dir, Process warden, String[] ready) {
    this.dir = dir;
    this.warden = warden;
    this.number = Integer.parseInt(ready[1]);
    this.pidA = Long.parseLong(ready[2]);
    this.pidB = Long.parseLong(ready[3]);
  }

  /** Brings a lab up in a new directory, in about a second. */
  public static Lab up() {
    try {
      var dir = Files.createTempDirectory("duplex-lab-");
      var log = Files.createTempFile("duplex-lab-log-", "");
      var warden =
          new ProcessBuilder(script(), "hold", dir.toString()).redirectError(log.toFile()).start();
      var line = warden.inputReader(UTF_8).readLine();
      var said = Files.readString(log);
      Files.delete(log);
      if (line == null) {
        throw new IllegalStateException(
            "No test hosts (duplex test --partial does without them): " + said.strip());
      }
      return new Lab(dir, warden, line.split(" "));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where sshd listens; root's programs on this machine reach it directly. */
  public String address(Side host) {
    return "10.77." + number + (host == Side.A ? ".1" : ".2");
  }

  public int port() {
    return 22;
  }

  /** Its name as the hosts themselves know it; this machine doesn't. */
  public String hostName(Side host) {
    return "tgt-" + word(host) + ".host.local";
  }

  /** An unencrypted ed25519 key that every user of both hosts lets in. */
  public Path operatorKey() {
    return dir.resolve("keys/operator.key");
  }

  /** Both hosts' ed25519 and ecdsa keys, by name and by address. */
  public Path knownHosts() {
    return dir.resolve("keys/known_hosts");
  }

  /**
   * A host's file as this machine's root sees it, mounts of the host included. An absolute symbolic
   * link on the way would lead out of the host.
   */
  public Path path(Side host, String absolute) {
    return Path.of("/proc/" + (host == Side.A ? pidA : pidB) + "/root" + absolute);
  }

  /** Runs a command on a host as a user, in that user's home, to its end. */
  public Ran exec(Side host, String user, String... command) {
    return feed(host, user, new byte[0], command);
  }

  /** The same, with something to read on standard input. */
  public Ran feed(Side host, String user, byte[] input, String... command) {
    return Commands.run(execCommand(host, user, command), input);
  }

  /** A shell text run as a user that must succeed; what it printed. */
  public String sh(Side host, String user, String text) {
    return exec(host, user, "sh", "-euc", text).ok().text();
  }

  /** Starts a command that may go on; it dies when the returned process is destroyed. */
  public Process start(Side host, String user, String... command) {
    try {
      return new ProcessBuilder(execCommand(host, user, command)).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** OpenSSH's client with the operator's key and strict host keys; a command may be appended. */
  public List<String> sshCommand(Side host, String user) {
    return List.of(
        ("ssh -F none -o BatchMode=yes -o IdentitiesOnly=yes -o StrictHostKeyChecking=yes"
                + " -o ConnectTimeout=5 -o UserKnownHostsFile=%s -i %s %s@%s")
            .formatted(knownHosts(), operatorKey(), user, address(host))
            .split(" "));
  }

  /** From now on packets vanish. */
  public void cut(Link link) {
    call("cut", link.word(), "silent");
  }

  /** From now on there is no route. */
  public void takeDown(Link link) {
    call("cut", link.word(), "down");
  }

  public void heal(Link link) {
    call("heal", link.word());
  }

  /** Delays each packet, each way; 0 ends it. Breaks no open connection. */
  public void delay(Link link, int milliseconds) {
    call("delay", link.word(), Integer.toString(milliseconds));
  }

  /** Ends the listener and every session. */
  public void stopSshd(Side host) {
    call("sshd", word(host), "stop");
  }

  public void startSshd(Side host) {
    call("sshd", word(host), "start");
  }

  /** The host loses its power: all its processes are gone, and nobody is told. */
  public void powerOff(Side host) {
    call("off", word(host));
  }

  /** It boots again, with another boot id, and its links are healed. */
  public void powerOn(Side host) {
    call("on", word(host));
  }

  /** A small tmpfs over a directory, which holds and looks like what the directory held. */
  public void mountSmall(Side host, String path, long bytes) {
    call("mount", word(host), path, Long.toString(bytes));
  }

  public void unmount(Side host, String path) {
    call("umount", word(host), path);
  }

  /** From now on the host has no such program; {@link #showCommands} brings all back. */
  public void hideCommand(Side host, String command) {
    call("hide", word(host), command);
  }

  public void showCommands(Side host) {
    call("show", word(host));
  }

  /** Homes as they were when the lab came up: empty trees; mounts and hidden programs undone. */
  public void wipe() {
    call("wipe");
  }

  @Override
  public void close() {
    try {
      warden.getOutputStream().close();
      if (!warden.waitFor(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the lab in " + dir + " did not go down");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }

  Path directory() {
    return dir;
  }

  int number() {
    return number;
  }

  long wardenPid() {
    return warden.pid();
  }

  private List<String> execCommand(Side host, String user, String... command) {
    var all = new ArrayList<>(List.of(script(), "exec", dir.toString(), word(host), user));
    all.addAll(List.of(command));
    return all;
  }

  private void call(String command, String... arguments) {
    var all = new ArrayList<>(List.of(script(), command, dir.toString()));
    all.addAll(List.of(arguments));
    var _ = Commands.run(all, new byte[0]).ok();
  }

  private static String word(Side host) {
    return host.name().toLowerCase(Locale.ROOT);
  }

  private static String script() {
    return Path.of(System.getProperty("basedir", ""), "src/test/lab/lab")
        .toAbsolutePath()
        .toString();
  }
}
