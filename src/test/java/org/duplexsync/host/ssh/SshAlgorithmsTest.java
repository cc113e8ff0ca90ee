package org.duplexsync.host.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.duplexsync.host.Shell;
import org.duplexsync.host.ssh.SshException.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshAlgorithmsTest {
  @TempDir private Path directory;
  private SshLab lab;
  private Path key;
  private Path rsa;

  @BeforeEach
  void start() throws Exception {
    lab = new SshLab(directory);
    key = lab.userKey("id", "ed25519", "");
    rsa = lab.key("host_rsa", "rsa", "");
  }

  @AfterEach
  void stop() {
    lab.close();
  }

  private Shell connect(Path hostKey, Path userKey, String... lines) throws Exception {
    TestSshd sshd = lab.sshdWith(hostKey, lines);
    lab.know(sshd, hostKey);
    return lab.shell(lab.target(sshd, userKey));
  }

  @Test
  void prefersWhatIsFastAndStrong() {
    assertEquals("curve25519-sha256", first("kex"));
    assertEquals("aes256-gcm@openssh.com", first("cipher.c2s"));
    assertEquals("ssh-ed25519", first("server_host_key"));
  }

  private static String first(String setting) {
    return String.valueOf(Algorithms.settings(Set.of()).get(setting)).split(",")[0];
  }

  /** What CentOS 7 (OpenSSH 7.4) has by default, as far as this sshd still has it. */
  @Test
  void speaksWithCentOs7Unwarned() throws Exception {
    Shell shell =
        connect(
            rsa,
            lab.userKey("id_rsa", "rsa", ""),
            "KexAlgorithms curve25519-sha256,ecdh-sha2-nistp256,diffie-hellman-group14-sha1",
            "HostKeyAlgorithms rsa-sha2-512,rsa-sha2-256,ssh-rsa",
            "Ciphers aes128-ctr,aes256-gcm@openssh.com,aes128-cbc,3des-cbc",
            "MACs hmac-sha2-256-etm@openssh.com,hmac-sha1");
    assertEquals("hello", SshLab.output(shell, "echo hello"));
    assertEquals(List.of(), shell.warnings());
  }

  @Test
  void takesEachWeakOneAsTheLastResortAndNamesIt() throws Exception {
    Shell shell =
        connect(
            rsa,
            key,
            "KexAlgorithms diffie-hellman-group14-sha1",
            "HostKeyAlgorithms ssh-rsa",
            "Ciphers aes128-cbc",
            "MACs hmac-sha1");
    assertEquals("hello", SshLab.output(shell, "echo hello"));
    assertEquals(1, shell.warnings().size());
    for (String weak :
        List.of("diffie-hellman-group14-sha1", "ssh-rsa", "aes128-cbc", "hmac-sha1")) {
      assertTrue(shell.warnings().getFirst().contains(weak), shell.warnings().toString());
    }
    assertTrue(shell.warnings().getFirst().contains("Update OpenSSH"));
  }

  @Test
  void speaksTheOtherOldKeyExchange() throws Exception {
    Shell shell = connect(rsa, key, "KexAlgorithms diffie-hellman-group-exchange-sha1");
    assertEquals("hello", SshLab.output(shell, "echo hello"));
    assertTrue(
        shell.warnings().getFirst().contains("diffie-hellman-group-exchange-sha1"),
        shell.warnings().toString());
  }

  @Test
  void saysThatAKeySignsOnlyWithSha1() throws Exception {
    Path userRsa = lab.userKey("id_rsa", "rsa", "");
    Shell shell = connect(rsa, userRsa, "PubkeyAcceptedAlgorithms ssh-rsa");
    assertEquals("hello", SshLab.output(shell, "echo hello"));
    assertTrue(shell.warnings().getFirst().contains("ssh-rsa (SHA-1)"));
    assertTrue(shell.warnings().getFirst().contains(userRsa.toString()));
  }

  @Test
  void speaksWithTheNewest() throws Exception {
    Shell shell = connect(lab.hostKey, key, "KexAlgorithms ecdh-sha2-nistp521");
    assertEquals("hello", SshLab.output(shell, "echo hello"));
    assertEquals(List.of(), shell.warnings());
  }

  @Test
  void namesWhatTheyHaveNotInCommon() throws Exception {
    SshException e =
        assertThrows(
            SshException.class,
            () -> connect(lab.hostKey, key, "KexAlgorithms diffie-hellman-group1-sha1"));
    assertEquals(Kind.ALGORITHMS, e.kind());
    assertTrue(e.getMessage().contains("KexAlgorithms"), e.getMessage());
    assertTrue(e.getMessage().contains("diffie-hellman-group1-sha1"), e.getMessage());
    assertTrue(e.getMessage().contains("curve25519-sha256"), e.getMessage());

    SshException cipher =
        assertThrows(
            SshException.class,
            () -> connect(lab.hostKey, key, "Ciphers chacha20-poly1305@openssh.com"));
    assertEquals(Kind.ALGORITHMS, cipher.kind());
    assertTrue(cipher.getMessage().contains("Ciphers"), cipher.getMessage());
  }
}
