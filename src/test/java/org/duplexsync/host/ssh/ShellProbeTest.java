package org.duplexsync.host.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.duplexsync.host.Shell;
import org.duplexsync.host.ssh.SshException.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellProbeTest {
  @TempDir private Path directory;
  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
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
    scheduler.shutdownNow();
  }

  private Shell connect(String... lines) throws Exception {
    TestSshd sshd = lab.sshd(lines);
    lab.know(sshd, lab.hostKey);
    return lab.shell(lab.target(sshd, key));
  }

  private SshException fails(String line) throws Exception {
    Shell shell = connect(line);
    return assertThrows(SshException.class, () -> new ShellProbe(scheduler).probe(shell));
  }

  @Test
  void findsWhatIsThere() throws Exception {
    ShellFacts facts = new ShellProbe(scheduler).probe(connect());
    assertTrue(facts.perl().matches("5\\.\\d+\\.\\d+"), facts.perl());
    assertTrue(facts.find().contains("GNU findutils"), facts.find());
    assertNotNull(facts.rsync());
    assertEquals(List.of(), facts.warnings());
  }

  @Test
  void isNotDisturbedByNoise() throws Exception {
    Shell shell =
        connect("ForceCommand echo Welcome; echo perl=9; $SHELL -c \"$SSH_ORIGINAL_COMMAND\"");
    assertTrue(new ShellProbe(scheduler).probe(shell).perl().startsWith("5."));
  }

  /** Longer than a silent server is waited for: sshd answers while the account's shell doesn't. */
  @Test
  void waitsForSlowStartUpFiles() throws Exception {
    Shell shell = connect("ForceCommand sleep 11; $SHELL -c \"$SSH_ORIGINAL_COMMAND\"");
    assertTrue(new ShellProbe(scheduler).probe(shell).perl().startsWith("5."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ForceCommand /usr/sbin/nologin",
        "ForceCommand exit 1",
        "ForceCommand internal-sftp",
        "ForceCommand echo This account is only for backups."
      })
  void namesARestrictedShell(String line) throws Exception {
    SshException e = fails(line);
    assertEquals(Kind.SHELL_RESTRICTED, e.kind(), e.getMessage());
    assertTrue(e.getMessage().contains(TestSshd.USER + " on web"), e.getMessage());
  }

  @Test
  void quotesWhatARestrictedShellSays() throws Exception {
    SshException e = fails("ForceCommand echo This account is only for backups.; exit 7");
    assertTrue(e.getMessage().contains("ended with 7"), e.getMessage());
    assertTrue(e.getMessage().contains("only for backups"), e.getMessage());
  }

  @Test
  void namesWhatIsMissingWithTheLineToInstallIt() throws Exception {
    assertEquals(Kind.PERL_MISSING, missing("find", "rsync", "head").kind());
    SshException find = missing("perl", "rsync", "head");
    assertEquals(Kind.FIND_MISSING, find.kind(), find.getMessage());
    assertTrue(find.getMessage().contains(" install findutils"), find.getMessage());

    Shell shell = connect("SetEnv PATH=" + path("perl", "find", "head"));
    ShellFacts facts = new ShellProbe(scheduler).probe(shell);
    assertEquals(null, facts.rsync());
    assertTrue(facts.warnings().getFirst().contains(" install rsync"), facts.warnings().toString());
  }

  private SshException missing(String... present) throws Exception {
    return fails("SetEnv PATH=" + path(present));
  }

  private Path path(String... programs) throws Exception {
    Path bin = Files.createTempDirectory(directory, "bin");
    for (String program : programs) {
      Files.createSymbolicLink(bin.resolve(program), Path.of("/usr/bin", program));
    }
    return bin;
  }
}
