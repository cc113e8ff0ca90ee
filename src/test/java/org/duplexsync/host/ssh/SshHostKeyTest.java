package org.duplexsync.host.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.duplexsync.host.ssh.SshException.Kind;
import org.duplexsync.host.ssh.SshQuestions.HostKeyAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshHostKeyTest {
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

  @Test
  void refusesAnUnknownKeyWhenNobodyIsThereAndSaysWhatToRun() throws Exception {
    TestSshd sshd = lab.sshd();
    SshException e = fails(sshd, SshQuestions.none(), Kind.HOST_KEY_UNKNOWN);
    assertTrue(e.getMessage().contains(fingerprint(lab.hostKey)), e.getMessage());
    String command = e.getMessage().substring(e.getMessage().indexOf("ssh-keyscan"));
    assertFalse(Files.exists(lab.knownHosts()));

    SshLab.run("sh", "-c", command);
    assertEquals("in", SshLab.output(lab.shell(lab.target(sshd, key)), "echo in"));
  }

  @Test
  void asksAboutAnUnknownKeyAndTakesItOnce() throws Exception {
    TestSshd sshd = lab.sshd();
    Answers answers = new Answers(HostKeyAnswer.ACCEPT_ONCE);
    SshLab.output(lab.hosts().shell(lab.target(sshd, key), answers), "true");
    assertEquals(1, answers.hostKeys.size());
    SshQuestions.UnknownHostKey asked = answers.hostKeys.getFirst();
    assertEquals("web", asked.name());
    assertEquals("[127.0.0.1]:" + sshd.port(), asked.address());
    assertEquals("ssh-ed25519", asked.type());
    assertEquals(fingerprint(lab.hostKey), asked.fingerprint());
    assertFalse(Files.exists(lab.knownHosts()));
  }

  @Test
  void remembersAnAcceptedKeyInAPrivateFile() throws Exception {
    TestSshd sshd = lab.sshd();
    Path file = directory.resolve("new/known_hosts");
    SshTarget target =
        new SshTarget("web", "127.0.0.1", sshd.port(), TestSshd.USER, key, file, null);
    Answers answers = new Answers(HostKeyAnswer.ACCEPT_AND_REMEMBER);
    SshLab.output(lab.hosts().shell(target, answers), "true");
    SshLab.output(lab.hosts().shell(target, answers), "true");
    assertEquals(1, answers.hostKeys.size());
    assertEquals("rw-------", mode(file));
    assertEquals("rwx------", mode(file.resolveSibling("")));
    assertTrue(keygenFinds(file, "[127.0.0.1]:" + sshd.port()));
  }

  @Test
  void hashesTheNameWhereOthersAreHashed() throws Exception {
    TestSshd first = lab.sshd();
    lab.know(first, lab.hostKey);
    SshLab.run("ssh-keygen", "-q", "-H", "-f", lab.knownHosts().toString());
    assertEquals("in", SshLab.output(lab.shell(lab.target(first, key)), "echo in"));

    TestSshd second = lab.sshd();
    Answers answers = new Answers(HostKeyAnswer.ACCEPT_AND_REMEMBER);
    SshLab.output(lab.hosts().shell(lab.target(second, key), answers), "true");
    assertFalse(Files.readString(lab.knownHosts()).contains("127.0.0.1"));
    assertTrue(keygenFinds(lab.knownHosts(), "[127.0.0.1]:" + second.port()));
  }

  @Test
  void refusesAChangedKeyUnaskedWithBothFingerprintsAndThePlace() throws Exception {
    TestSshd sshd = lab.sshd();
    Path old = lab.key("old", "ed25519", "");
    Files.writeString(lab.knownHosts(), "# a comment first\n");
    lab.know(sshd, old);
    Answers answers = new Answers(HostKeyAnswer.ACCEPT_AND_REMEMBER);
    SshException e = fails(sshd, answers, Kind.HOST_KEY_CHANGED);
    assertTrue(e.getMessage().contains(fingerprint(old)), e.getMessage());
    assertTrue(e.getMessage().contains(fingerprint(lab.hostKey)), e.getMessage());
    assertTrue(e.getMessage().contains(lab.knownHosts() + ":2"), e.getMessage());
    assertTrue(e.getMessage().contains("ssh-keygen -R"), e.getMessage());
    assertEquals(List.of(), answers.hostKeys);
  }

  @Test
  void takesAKeyOfATypeNeverSeenForAKnownHostAsChanged() throws Exception {
    TestSshd sshd = lab.sshd();
    lab.know(sshd, lab.key("old", "rsa", ""));
    Answers answers = new Answers(HostKeyAnswer.ACCEPT_AND_REMEMBER);
    fails(sshd, answers, Kind.HOST_KEY_CHANGED);
    assertEquals(List.of(), answers.hostKeys);
  }

  @Test
  void refusesARevokedKey() throws Exception {
    TestSshd sshd = lab.sshd();
    lab.know(sshd, lab.hostKey);
    Files.writeString(
        lab.knownHosts(),
        Files.readString(lab.knownHosts())
            + "@revoked * "
            + Files.readString(Path.of(lab.hostKey + ".pub")));
    SshException e = fails(sshd, SshQuestions.none(), Kind.HOST_KEY_REVOKED);
    assertTrue(e.getMessage().contains(lab.knownHosts() + ":2"), e.getMessage());
  }

  @Test
  void asksTheServerForTheTypeOfKeyItKnows() throws Exception {
    Path rsa = lab.key("host_rsa", "rsa", "");
    TestSshd sshd = lab.sshd("HostKey " + rsa);
    lab.know(sshd, rsa);
    assertEquals("in", SshLab.output(lab.shell(lab.target(sshd, key)), "echo in"));
  }

  @Test
  void believesTheSystemsFileAndAnAlias() throws Exception {
    TestSshd sshd = lab.sshd();
    Files.writeString(
        directory.resolve("ssh_known_hosts"),
        "cluster " + Files.readString(Path.of(lab.hostKey + ".pub")));
    lab.config("Host 127.0.0.1", "  HostKeyAlias cluster");
    assertEquals("in", SshLab.output(lab.shell(lab.target(sshd, key)), "echo in"));
  }

  private SshException fails(TestSshd sshd, SshQuestions questions, Kind kind) {
    SshException e =
        assertThrows(
            SshException.class, () -> lab.hosts().shell(lab.target(sshd, key), questions).close());
    assertEquals(kind, e.kind(), e.getMessage());
    return e;
  }

  private static String mode(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static boolean keygenFinds(Path file, String host) throws Exception {
    return new ProcessBuilder("ssh-keygen", "-F", host, "-f", file.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  private static String fingerprint(Path key) throws Exception {
    Process process = new ProcessBuilder("ssh-keygen", "-lf", key + ".pub").start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .split(" ")[1];
  }
}
