package org.duplexsync.host.ssh;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.duplexsync.host.Shell;
import org.duplexsync.host.ssh.SshException.Kind;
import org.duplexsync.host.ssh.SshQuestions.HostKeyAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SshLogInTest {
  @TempDir private Path directory;
  private SshLab lab;
  private TestSshd sshd;

  @BeforeEach
  void start() throws Exception {
    lab = new SshLab(directory);
    sshd = lab.sshd();
    lab.know(sshd, lab.hostKey);
  }

  @AfterEach
  void stop() {
    lab.close();
  }

  @ParameterizedTest
  @CsvSource({
    "ed25519,RFC4716",
    "rsa,RFC4716",
    "rsa,PEM",
    "rsa,PKCS8",
    "ecdsa,RFC4716",
    "ecdsa,PEM"
  })
  void logsInWithEachKindOfKey(String type, String form) throws Exception {
    Path key = lab.userKey("id", type, "", "-m", form);
    Shell shell = lab.shell(lab.target(sshd, key));
    assertEquals("hello", SshLab.output(shell, "echo hello"));
    assertEquals(List.of(), shell.warnings());
  }

  @ParameterizedTest
  @CsvSource({"ed25519,RFC4716", "rsa,RFC4716", "rsa,PEM", "ecdsa,PEM"})
  void opensAnEncryptedKeyAndForgetsThePassphrase(String type, String form) throws Exception {
    Path key = lab.userKey("id", type, "so s\u00e9cret", "-m", form);
    Answers answers = new Answers(HostKeyAnswer.REFUSE, "wrong", "so s\u00e9cret");
    SshHosts hosts = lab.hosts();
    assertEquals("hello", SshLab.output(hosts.shell(lab.target(sshd, key), answers), "echo hello"));
    assertEquals(List.of(key, key), answers.passphrasesAsked);
    for (char[] given : answers.given) {
      assertArrayEquals(new char[given.length], given);
    }
  }

  @Test
  void asksForThePassphraseOfOneKeyOnceForTwoServers() throws Exception {
    Path key = lab.userKey("id", "ed25519", "secret");
    TestSshd other = lab.sshd();
    lab.know(other, lab.hostKey);
    Answers answers = new Answers(HostKeyAnswer.REFUSE, "secret");
    SshHosts hosts = lab.hosts();
    SshLab.output(hosts.shell(lab.target(sshd, key), answers), "true");
    assertEquals("b", SshLab.output(hosts.shell(lab.target(other, key), answers), "echo b"));
    assertEquals(List.of(key), answers.passphrasesAsked);
  }

  @Test
  void opensAnOldEncryptedKeyThatHasNoPublicPartBesideIt() throws Exception {
    Path key = lab.userKey("id", "rsa", "secret", "-m", "PEM");
    Files.delete(Path.of(key + ".pub"));
    Answers answers = new Answers(HostKeyAnswer.REFUSE, "secret");
    Shell shell = lab.hosts().shell(lab.target(sshd, key), answers);
    assertEquals("hello", SshLab.output(shell, "echo hello"));
  }

  @Test
  void saysThatAPassphraseIsNeeded() throws Exception {
    Path key = lab.userKey("id", "ed25519", "secret");
    SshException e = fails(lab.target(sshd, key), SshQuestions.none(), Kind.PASSPHRASE_NEEDED);
    assertTrue(e.getMessage().contains("ssh-add " + key), e.getMessage());
  }

  @Test
  void saysThatThePassphraseIsWrongAndNeverWhichItWas() throws Exception {
    Path key = lab.userKey("id", "ed25519", "secret");
    Answers answers = new Answers(HostKeyAnswer.REFUSE, "hunter1", "hunter2", "hunter3", "secret");
    SshException e = fails(lab.target(sshd, key), answers, Kind.PASSPHRASE_WRONG);
    assertFalse(e.getMessage().contains("hunter"), e.getMessage());
    assertEquals(3, answers.passphrasesAsked.size());
  }

  @Test
  void asksForNoPassphraseWhenTheServerRefusesTheKey() throws Exception {
    Path key = lab.key("id", "ed25519", "secret");
    Answers answers = new Answers(HostKeyAnswer.REFUSE, "secret");
    fails(lab.target(sshd, key), answers, Kind.KEY_REFUSED);
    assertEquals(List.of(), answers.passphrasesAsked);
  }

  @Test
  void usesTheAgent() throws Exception {
    Path key = lab.userKey("id", "ed25519", "");
    lab.agent(lab.key("stranger", "rsa", ""), key);
    assertEquals("hello", SshLab.output(lab.shell(lab.target(sshd, null)), "echo hello"));
  }

  @Test
  void takesTheAgentsCopyOfAnEncryptedKey() throws Exception {
    Path plain = lab.userKey("id", "rsa", "");
    lab.agent(plain);
    SshLab.run("ssh-keygen", "-q", "-p", "-N", "secret", "-f", plain.toString());
    assertEquals("hello", SshLab.output(lab.shell(lab.target(sshd, plain)), "echo hello"));
  }

  @Test
  void namesEachKeyThatWasTriedForWhom() throws Exception {
    Path one = lab.key("one", "ed25519", "");
    Path two = lab.key("two", "rsa", "", "-C", "two@desk");
    lab.agent(two);
    SshException e = fails(lab.target(sshd, one), SshQuestions.none(), Kind.KEY_REFUSED);
    assertTrue(e.getMessage().contains("user " + TestSshd.USER), e.getMessage());
    assertTrue(e.getMessage().contains(one.toString()), e.getMessage());
    assertTrue(e.getMessage().contains("two@desk (agent)"), e.getMessage());
    assertTrue(e.getMessage().contains("ssh-copy-id"), e.getMessage());
  }

  @Test
  void leavesTheAgentsOtherKeysOutWithIdentitiesOnly() throws Exception {
    Path two = lab.userKey("two", "ed25519", "");
    lab.agent(two);
    lab.config("Host *", "IdentitiesOnly yes");
    Path one = lab.key("one", "ed25519", "");
    SshException e = fails(lab.target(sshd, one), SshQuestions.none(), Kind.KEY_REFUSED);
    assertFalse(e.getMessage().contains("agent"), e.getMessage());
  }

  @Test
  void saysWhatToDoAboutTooManyKeys() throws Exception {
    Path[] keys = new Path[7];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = lab.key("key" + i, "ed25519", "");
    }
    lab.agent(keys);
    SshException e = fails(lab.target(sshd, null), SshQuestions.none(), Kind.KEY_REFUSED);
    assertTrue(e.getMessage().contains("IdentitiesOnly yes"), e.getMessage());
  }

  @Test
  void refusesAKeyThatOthersMayRead() throws Exception {
    Path key = lab.userKey("id", "ed25519", "");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    SshException e = fails(lab.target(sshd, key), SshQuestions.none(), Kind.KEY_FILE);
    assertTrue(e.getMessage().endsWith("Run: chmod 600 " + key), e.getMessage());
  }

  @Test
  void saysThatTheKeyFileIsMissingOrNoKey() throws Exception {
    Path none = directory.resolve("none");
    SshException missing = fails(lab.target(sshd, none), SshQuestions.none(), Kind.KEY_FILE);
    assertTrue(missing.getMessage().contains("no such file"), missing.getMessage());
    Path text = Files.writeString(directory.resolve("text"), "not a key\n");
    Files.setPosixFilePermissions(text, PosixFilePermissions.fromString("rw-------"));
    fails(lab.target(sshd, text), SshQuestions.none(), Kind.KEY_FILE);
  }

  private SshException fails(SshTarget target, SshQuestions questions, Kind kind) {
    SshException e =
        assertThrows(SshException.class, () -> lab.hosts().shell(target, questions).close());
    assertEquals(kind, e.kind(), e.getMessage());
    return e;
  }
}
