package org.duplexsync.host.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.duplexsync.host.Exec;
import org.duplexsync.host.Shell;
import org.duplexsync.host.ssh.SshException.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Configuration and jumps against real servers. */
@Timeout(120)
class SshJumpTest {
  @TempDir private Path directory;
  private SshLab lab;
  private Path key;
  private TestSshd inner;
  private TestSshd outer;

  @BeforeEach
  void start() throws Exception {
    lab = new SshLab(directory);
    key = lab.userKey("id", "ed25519", "");
    inner = lab.sshd("SetEnv PLACE=inner");
    outer = lab.sshd("SetEnv PLACE=outer");
    lab.know(inner, lab.hostKey);
    lab.know(outer, lab.hostKey);
  }

  @AfterEach
  void stop() throws Exception {
    outer.signalConnections("CONT");
    lab.close();
  }

  private void config(String innerLine) throws IOException {
    lab.config(
        "# who is where",
        "Host gate",
        "  HostName 127.0.0.1",
        "  Port " + outer.port(),
        "Host in-*",
        "  HostName = 127.0.0.1",
        "  Port " + inner.port(),
        "  " + innerLine,
        "Host *",
        "  IdentityFile \"" + key + "\"",
        "  User " + TestSshd.USER);
  }

  private Shell shell(String address) throws SshException {
    return lab.shell(new SshTarget("web", address, null, null, null, null, null));
  }

  @Test
  void readsTheConfigurationFile() throws Exception {
    config("");
    assertEquals("outer", SshLab.output(shell("gate"), "echo $PLACE"));
  }

  @Test
  void theTargetsOwnValuesWin() throws Exception {
    config("");
    SshTarget target = new SshTarget("web", "gate", inner.port(), TestSshd.USER, key, null, null);
    assertEquals("inner", SshLab.output(lab.shell(target), "echo $PLACE"));
  }

  @Test
  void jumpsOverAnotherServer() throws Exception {
    config("ProxyJump gate");
    Shell shell = shell("in-1");
    assertEquals("inner", SshLab.output(shell, "echo $PLACE"));
    byte[] data = new byte[5_000_000];
    new java.util.Random(9).nextBytes(data);
    Path file = Files.write(directory.resolve("data"), data);
    try (Exec exec = shell.exec(("cat " + file).getBytes(StandardCharsets.UTF_8))) {
      org.junit.jupiter.api.Assertions.assertArrayEquals(data, exec.out().readAllBytes());
    }
  }

  @Test
  void jumpsOverAChain() throws Exception {
    config("");
    String there = "127.0.0.1:" + inner.port();
    SshTarget target =
        new SshTarget("web", "gate", null, null, null, null, "gate," + TestSshd.USER + "@" + there);
    assertEquals("outer", SshLab.output(lab.shell(target), "echo $PLACE"));
  }

  @Test
  void saysWhichHostOnTheWayIsTheTrouble() throws Exception {
    int closed = TestSshd.freePort();
    SshTarget target =
        new SshTarget(
            "web", "127.0.0.1", closed, TestSshd.USER, key, null, "127.0.0.1:" + outer.port());
    lab.config("IdentityFile " + key);
    SshException e = assertThrows(SshException.class, () -> lab.shell(target));
    assertEquals(Kind.REFUSED, e.kind(), e.getMessage());
    assertTrue(e.getMessage().contains("could not connect to 127.0.0.1:" + closed));

    TestSshd strict = lab.sshd("AllowTcpForwarding no");
    lab.know(strict, lab.hostKey);
    SshTarget forbidden =
        new SshTarget(
            "web",
            "127.0.0.1",
            inner.port(),
            TestSshd.USER,
            key,
            null,
            "127.0.0.1:" + strict.port());
    SshException no = assertThrows(SshException.class, () -> lab.shell(forbidden));
    assertEquals(Kind.CHANNEL_REFUSED, no.kind(), no.getMessage());
    assertTrue(no.getMessage().contains("AllowTcpForwarding"), no.getMessage());
  }

  @Test
  void noticesASilentHostOnTheWay() throws Exception {
    config("ProxyJump gate");
    Shell shell = shell("in-1");
    Exec exec = shell.exec("cat".getBytes(StandardCharsets.UTF_8));
    outer.signalConnections("STOP");
    long stopped = System.nanoTime();
    SshException e =
        assertThrows(SshException.class, () -> exec.exitStatus(Duration.ofSeconds(20)));
    assertEquals(Kind.LOST, e.kind(), e.getMessage());
    assertTrue(System.nanoTime() - stopped < Duration.ofSeconds(10).toNanos());
  }

  @Test
  void aJumpThatLeadsBackToItselfIsNamed() throws Exception {
    lab.config("Host *", "  ProxyJump loop");
    SshException e = assertThrows(SshException.class, () -> shell("loop"));
    assertEquals(Kind.CONFIGURATION, e.kind(), e.getMessage());
  }

  @Test
  void proxyCommandIsRefusedWithAWord() throws Exception {
    lab.config("Host *", "  ProxyCommand nc %h %p");
    SshException e = assertThrows(SshException.class, () -> shell("gate"));
    assertEquals(Kind.CONFIGURATION, e.kind());
    assertTrue(e.getMessage().contains("ProxyJump"), e.getMessage());
  }
}
