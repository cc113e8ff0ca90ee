package org.duplexsync.host.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.duplexsync.Await;
import org.duplexsync.host.Exec;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Shell;
import org.duplexsync.host.ssh.SshException.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SshExecTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path directory;
  private SshLab lab;
  private Path key;

  @BeforeEach
  void start() throws Exception {
    lab = new SshLab(directory);
    key = lab.userKey("id", "ed25519", "");
  }

  @AfterEach
  void stop() {
    lab.close();
  }

  private Shell connect(String... lines) throws Exception {
    TestSshd sshd = lab.sshd(lines);
    lab.know(sshd, lab.hostKey);
    return lab.shell(lab.target(sshd, key));
  }

  private static Exec exec(Shell shell, String command) throws HostException {
    return shell.exec(command.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void keepsInputOutputErrorsAndStatusApart() throws Exception {
    try (Exec exec = exec(connect(), "cat; echo wrong >&2; exit 3")) {
      try (OutputStream in = exec.in()) {
        in.write("caf\u00e9\n".getBytes(StandardCharsets.UTF_8));
      }
      assertEquals("caf\u00e9\n", text(exec.out()));
      assertEquals("wrong\n", text(exec.err()));
      assertEquals(3, exec.exitStatus(LONG));
    }
  }

  @Test
  void tellsTheSignalThatEndedACommand() throws Exception {
    try (Exec exec = exec(connect(), "kill -TERM $$")) {
      assertEquals(128 + 15, exec.exitStatus(LONG));
    }
  }

  @Test
  void doesNotWaitLongerThanItMay() throws Exception {
    try (Exec exec = exec(connect(), "sleep 60")) {
      HostException e =
          assertThrows(HostException.class, () -> exec.exitStatus(Duration.ofMillis(200)));
      assertEquals(Kind.TIMED_OUT, ((SshException) e).kind());
    }
  }

  /** By end of file: sshd passes signals on only where the account isn't root. */
  @Test
  void endsACommandThatIsClosed() throws Exception {
    Shell shell = connect();
    Exec exec = exec(shell, "echo $$; exec cat");
    String pid = line(exec.out());
    exec.close();
    Await.until(
        "it ends",
        () -> ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isEmpty());
    assertEquals("still here", SshLab.output(shell, "echo still here"));
  }

  @Test
  void aReaderThatStallsDoesNotStallTheOthers() throws Exception {
    Shell shell = connect();
    try (Exec stalled = exec(shell, "head -c 20000000 /dev/zero | tr '\\0' x")) {
      assertEquals('x', stalled.out().read());
      for (int i = 0; i < 5; i++) {
        assertEquals("free", SshLab.output(shell, "echo free"));
      }
      assertEquals(19_999_999, stalled.out().readAllBytes().length);
    }
  }

  @Test
  void unreadErrorsDoNotHoldOutputBack() throws Exception {
    String command = "head -c 9000000 /dev/zero >&2; echo last >&2; echo out";
    try (Exec exec = exec(connect(), command)) {
      assertEquals("out\n", text(exec.out()));
      assertTrue(text(exec.err()).endsWith("last\n"));
    }
  }

  /** Two commands joined back to back, as the bridge joins two rsyncs. */
  @Test
  void carriesBothDirectionsAtOnceThroughBusyChannels() throws Exception {
    Shell shell = connect();
    try (Exec echo = exec(shell, "cat")) {
      byte[] data = new byte[12_000_000];
      new java.util.Random(7).nextBytes(data);
      CompletableFuture<Void> sender =
          CompletableFuture.runAsync(() -> {
            try (OutputStream in = echo.in()) {
              in.write(data);
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          });
      assertEquals(sha256(new java.io.ByteArrayInputStream(data)), sha256(echo.out()));
      sender.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void losesNothingWhileKeysAreRenewed() throws Exception {
    Path file = directory.resolve("data");
    byte[] data = new byte[30_000_000];
    new java.util.Random(8).nextBytes(data);
    Files.write(file, data);
    Shell shell = connect("RekeyLimit 3M");
    try (Exec exec = exec(shell, "cat " + file + "; cat >/dev/null")) {
      CompletableFuture<Void> sender =
          CompletableFuture.runAsync(() -> {
            try (OutputStream in = exec.in()) {
              in.write(data);
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          });
      assertEquals(sha256(Files.newInputStream(file)), sha256(exec.out()));
      sender.get(30, TimeUnit.SECONDS);
      assertEquals(0, exec.exitStatus(LONG));
    }
  }

  /** A signal sent after the channel's close would end the whole connection. */
  @Test
  void closingInAnyStateOfACommandHarmsNoOther() throws Exception {
    Shell shell = connect("LogLevel ERROR");
    try (Exec bystander = exec(shell, "cat")) {
      for (int i = 0; i < 60; i++) {
        Exec exec = exec(shell, "exec true");
        if (i % 3 == 1) {
          exec.out().readAllBytes();
        } else if (i % 3 == 2) {
          exec.exitStatus(LONG);
        }
        exec.close();
      }
      bystander.in().close();
      assertEquals(0, bystander.exitStatus(LONG));
    }
  }

  @Test
  void opensTenChannelsAndSaysSoWhenTheServerRefusesOneMore() throws Exception {
    Shell shell = connect();
    List<Exec> open = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      open.add(exec(shell, "cat"));
    }
    SshException e = assertThrows(SshException.class, () -> exec(shell, "true"));
    assertEquals(Kind.CHANNEL_REFUSED, e.kind());
    assertTrue(e.getMessage().contains("10 are open"), e.getMessage());
    assertTrue(e.getMessage().contains("MaxSessions"), e.getMessage());
    open.getFirst().close();
    Await.until("it answers", () -> answers(shell));
    open.forEach(Exec::close);
  }

  private static boolean answers(Shell shell) {
    try {
      return SshLab.output(shell, "echo yes").equals("yes");
    } catch (Exception e) {
      return false;
    }
  }

  @Test
  void sharesOneSessionForOneAccountAndEndsItWithTheLast() throws Exception {
    TestSshd sshd = lab.sshd();
    lab.know(sshd, lab.hostKey);
    SshHosts hosts = lab.hosts();
    Shell one = hosts.shell(lab.target(sshd, key), SshQuestions.none());
    Shell two = hosts.shell(lab.target(sshd, key), SshQuestions.none());
    String session = "echo $SSH_CONNECTION";
    assertEquals(SshLab.output(one, session), SshLab.output(two, session));
    one.close();
    assertEquals("on", SshLab.output(two, "echo on"));
    two.close();
    assertThrows(SshException.class, () -> exec(two, "true"));
    Shell three = hosts.shell(lab.target(sshd, key), SshQuestions.none());
    assertEquals("again", SshLab.output(three, "echo again"));
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      line.append((char) b);
    }
    return line.toString();
  }

  private static String sha256(InputStream in) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (DigestInputStream counted = new DigestInputStream(in, digest)) {
      counted.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
