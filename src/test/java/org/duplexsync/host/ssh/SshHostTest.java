package org.duplexsync.host.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.duplexsync.Await;
import org.duplexsync.host.Host;
import org.duplexsync.host.HostContract;
import org.duplexsync.host.HostException;
import org.duplexsync.host.RealWorld;
import org.duplexsync.host.Tree;
import org.duplexsync.host.TreeSpec;
import org.duplexsync.host.ssh.SshException.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract over a real sshd, and what is special about that. */
class SshHostTest extends HostContract {
  @TempDir Path directory = Path.of("");
  private @Nullable SshLab lab;
  private @Nullable TestSshd sshd;
  private @Nullable Host host;
  private @Nullable Tree tree;

  @Override
  protected Opened start() throws Exception {
    SshLab started = new SshLab(directory);
    lab = started;
    Path key = started.userKey("id", "ed25519", "");
    TestSshd server = started.sshd();
    sshd = server;
    started.know(server, started.hostKey);
    Host connected =
        started
            .hosts()
            .connect(started.target(server, key), SshQuestions.none(), InstantSource.system());
    host = connected;
    Path root = Files.createDirectory(directory.resolve("root"));
    Path temp = Files.createDirectory(directory.resolve("temp"));
    tree =
        connected.open(
            new TreeSpec(
                "p", root.toString(), temp.toString(), null, Set.of(), Set.of(), false, false));
    return new Opened(connected, new RealWorld(root), tree);
  }

  @AfterEach
  void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  @Test
  void knowsTheMachineAndLeavesAShellBesideTheHelper() throws Exception {
    Host connected = Objects.requireNonNull(host);
    assertEquals("web", connected.facts().name());
    assertEquals(TestSshd.USER, connected.facts().user());
    assertTrue(connected.facts().skew().abs().compareTo(Duration.ofSeconds(1)) < 0);
    assertEquals("beside", SshLab.output(Objects.requireNonNull(connected.shell()), "echo beside"));
  }

  @Test
  void losesEveryRequestWithTheServer() throws Exception {
    Objects.requireNonNull(sshd).signalConnections("KILL");
    HostException e = assertThrows(HostException.class, () -> Objects.requireNonNull(tree).now());
    assertTrue(String.valueOf(e.getMessage()).contains("lost"), e.getMessage());
  }

  @Test
  void namesARestrictedShellInsteadOfAHelperThatFails() throws Exception {
    SshLab started = Objects.requireNonNull(lab);
    TestSshd strict = started.sshd("ForceCommand /usr/sbin/nologin");
    started.know(strict, started.hostKey);
    SshTarget target = started.target(strict, directory.resolve("id"));
    SshException e =
        assertThrows(
            SshException.class,
            () -> started.hosts().connect(target, SshQuestions.none(), InstantSource.system()));
    assertEquals(Kind.SHELL_RESTRICTED, e.kind(), e.getMessage());
  }

  @Test
  void tellsWhatTheProbeFoundMissing() throws Exception {
    SshLab started = Objects.requireNonNull(lab);
    Path bin = Files.createDirectory(directory.resolve("bin"));
    for (String program : List.of("perl", "find", "head", "sort", "uname")) {
      Files.createSymbolicLink(bin.resolve(program), Path.of("/usr/bin", program));
    }
    TestSshd poor = started.sshd("SetEnv PATH=" + bin);
    started.know(poor, started.hostKey);
    SshTarget target = started.target(poor, directory.resolve("id"));
    Host connected = started.hosts().connect(target, SshQuestions.none(), InstantSource.system());
    assertTrue(
        connected.facts().warnings().stream().anyMatch(line -> line.contains(" install rsync")),
        connected.facts().warnings().toString());
    connected.close();
  }

  @Test
  void leavesNothingBehindWhenTheProbeFails() throws Exception {
    SshLab started = Objects.requireNonNull(lab);
    TestSshd strict = started.sshd("ForceCommand exit 1");
    started.know(strict, started.hostKey);
    SshTarget target = started.target(strict, directory.resolve("id"));
    assertThrows(
        SshException.class,
        () -> started.hosts().connect(target, SshQuestions.none(), InstantSource.system()));
    Await.until("the session is closed", () -> strict.connections() == 0);
  }
}
