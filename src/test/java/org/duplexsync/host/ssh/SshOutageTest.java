package org.duplexsync.host.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.duplexsync.host.Exec;
import org.duplexsync.host.Shell;
import org.duplexsync.host.ssh.SshException.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SshOutageTest {
  private static final Duration FOUND = Duration.ofSeconds(10);

  @TempDir private Path directory;
  private SshLab lab;
  private Path key;
  private TestSshd sshd;
  private Shell shell;

  @BeforeEach
  void start() throws Exception {
    lab = new SshLab(directory);
    key = lab.userKey("id", "ed25519", "");
    sshd = lab.sshd();
    lab.know(sshd, lab.hostKey);
    shell = lab.shell(lab.target(sshd, key));
  }

  @AfterEach
  void stop() throws Exception {
    sshd.signalConnections("CONT");
    lab.close();
  }

  private Exec exec(String command) throws Exception {
    return shell.exec(command.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void noticesAtOnceThatTheServerWasKilled() throws Exception {
    Exec reading = exec("sleep 60; echo never");
    Exec waiting = exec("cat");
    sshd.signalConnections("KILL");
    IOException e = assertThrows(IOException.class, () -> reading.out().readAllBytes());
    assertTrue(String.valueOf(e.getMessage()).contains("is lost"), e.getMessage());
    SshException status = assertThrows(SshException.class, () -> waiting.exitStatus(FOUND));
    assertEquals(Kind.LOST, status.kind(), status.getMessage());
    SshException next = assertThrows(SshException.class, () -> exec("true"));
    assertEquals(Kind.LOST, next.kind(), next.getMessage());
  }

  @Test
  void connectsAnewAfterALoss() throws Exception {
    SshHosts hosts = lab.hosts();
    Shell before = hosts.shell(lab.target(sshd, key), SshQuestions.none());
    Exec exec = before.exec("cat".getBytes(StandardCharsets.UTF_8));
    sshd.signalConnections("KILL");
    assertThrows(SshException.class, () -> exec.exitStatus(FOUND));
    Shell after = hosts.shell(lab.target(sshd, key), SshQuestions.none());
    before.close();
    assertEquals("back", SshLab.output(after, "echo back"));
  }

  @Test
  void noticesASilentServerWithinTenSecondsOnEveryExec() throws Exception {
    Exec reading = exec("sleep 60; echo never");
    Exec waiting = exec("cat");
    sshd.signalConnections("STOP");
    long stopped = System.nanoTime();
    IOException e = assertThrows(IOException.class, () -> reading.out().readAllBytes());
    SshException status = assertThrows(SshException.class, () -> waiting.exitStatus(FOUND));
    assertFoundInTime(stopped);
    assertEquals(Kind.LOST, status.kind());
    assertTrue(String.valueOf(e.getMessage()).contains("silent for 8 s"), e.getMessage());
  }

  /** A writer that hangs in the socket holds JSch's lock; the watch must not need it. */
  @Test
  void noticesASilentServerWhileAWriterHangs() throws Exception {
    Exec writing = exec("cat > /dev/null");
    sshd.signalConnections("STOP");
    long stopped = System.nanoTime();
    assertThrows(
        IOException.class,
        () -> {
          OutputStream in = writing.in();
          byte[] block = new byte[1 << 20];
          while (System.nanoTime() - stopped < TimeUnit.SECONDS.toNanos(60)) {
            in.write(block);
            in.flush();
          }
        });
    assertFoundInTime(stopped);
  }

  @Test
  void aQuietServerThatAnswersIsKept() throws Exception {
    try (Exec quiet = exec("sleep 12; echo done")) {
      assertEquals("done\n", new String(quiet.out().readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void closingEndsThoseWhoWaitAtOnce() throws Exception {
    Exec waiting = exec("cat");
    sshd.signalConnections("STOP");
    long start = System.nanoTime();
    shell.close();
    assertThrows(SshException.class, () -> waiting.exitStatus(FOUND));
    assertThrows(IOException.class, () -> waiting.out().read());
    assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(5));
  }

  @Test
  void aServerThatAcceptsAndSaysNothingIsGivenUp() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        SshHosts hosts =
            new SshHosts(
                lab.environment(),
                new SshLimits(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(3)))) {
      SshTarget target =
          new SshTarget("mute", "127.0.0.1", mute.getLocalPort(), "me", key, null, null);
      SshException e =
          assertThrows(SshException.class, () -> hosts.shell(target, SshQuestions.none()));
      assertEquals(Kind.TIMED_OUT, e.kind(), e.getMessage());
    }
  }

  @Test
  void aServerThatHangsUpAtLogInIsNamed() throws Exception {
    try (ServerSocket rude = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(() -> {
        try (Socket socket = rude.accept()) {
          socket.getOutputStream().write('\n');
        } catch (IOException e) {
          // the test ends it
        }
      });
      SshTarget target =
          new SshTarget("rude", "127.0.0.1", rude.getLocalPort(), "me", key, null, null);
      SshException e = assertThrows(SshException.class, () -> lab.shell(target));
      assertEquals(Kind.LOST, e.kind(), e.getMessage());
    }
  }

  @Test
  void namesARefusedPortAndAnUnknownName() throws Exception {
    SshTarget closed =
        new SshTarget("web", "127.0.0.1", TestSshd.freePort(), "me", key, null, null);
    assertEquals(Kind.REFUSED, assertThrows(SshException.class, () -> lab.shell(closed)).kind());
    SshTarget nowhere = SshTarget.of("web", "no-such-host.invalid", "me");
    assertEquals(
        Kind.NAME_NOT_FOUND, assertThrows(SshException.class, () -> lab.shell(nowhere)).kind());
  }

  private static void assertFoundInTime(long since) {
    Duration took = Duration.ofNanos(System.nanoTime() - since);
    assertTrue(took.compareTo(FOUND) < 0, "took " + took);
  }
}
