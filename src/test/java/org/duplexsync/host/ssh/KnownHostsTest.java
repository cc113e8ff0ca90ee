package org.duplexsync.host.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.duplexsync.host.ssh.KnownHosts.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownHostsTest {
  @TempDir private Path directory;

  private static byte[] blob(String type, int seed) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(8 + name.length).putInt(name.length).put(name).putInt(seed).array();
  }

  private static HostKeyBlob key(String type, int seed) {
    return HostKeyBlob.of(blob(type, seed));
  }

  private static String line(String hosts, String type, int seed) {
    return hosts + " " + type + " " + Base64.getEncoder().encodeToString(blob(type, seed));
  }

  private KnownHosts known(String... lines) throws Exception {
    Path file = directory.resolve("known_hosts");
    Files.write(file, List.of(lines));
    return KnownHosts.read(List.of(file, directory.resolve("missing")));
  }

  @Test
  void findsNamesListsWildcardsAndExceptions() throws Exception {
    KnownHosts known = known(line("*.example.com,!bad.example.com,10.0.0.?", "ssh-ed25519", 1));
    HostKeyBlob key = key("ssh-ed25519", 1);
    assertInstanceOf(Verdict.Known.class, known.judge("a.example.com", null, key));
    assertInstanceOf(Verdict.Known.class, known.judge("10.0.0.7", null, key));
    assertInstanceOf(Verdict.Unknown.class, known.judge("bad.example.com", null, key));
    assertInstanceOf(Verdict.Unknown.class, known.judge("example.com", null, key));
  }

  @Test
  void findsHashedNames() throws Exception {
    String hashed = HashedName.of("[web]:2222", new SecureRandom());
    KnownHosts known = known(line(hashed, "ssh-ed25519", 1));
    HostKeyBlob key = key("ssh-ed25519", 1);
    assertInstanceOf(Verdict.Known.class, known.judge("[web]:2222", "web", key));
    assertInstanceOf(Verdict.Unknown.class, known.judge("web", null, key));
  }

  @Test
  void anyOfSeveralKeysIsGood() throws Exception {
    KnownHosts known =
        known(line("web", "ssh-ed25519", 1), line("web", "ssh-rsa", 2), line("web", "ssh-rsa", 3));
    assertInstanceOf(Verdict.Known.class, known.judge("web", null, key("ssh-rsa", 3)));
    assertEquals(Set.of("ssh-ed25519", "ssh-rsa"), known.types("web", null));
  }

  @Test
  void namesTheOldKeyOfTheSameType() throws Exception {
    KnownHosts known = known(line("web", "ssh-ed25519", 1), "", line("web", "ssh-rsa", 2));
    Verdict.Changed changed =
        assertInstanceOf(Verdict.Changed.class, known.judge("web", null, key("ssh-rsa", 9)));
    assertEquals(3, changed.old().number());
  }

  @Test
  void aKeyUnderThePlainNameIsGoodOnAnotherPortButProvesNoChange() throws Exception {
    KnownHosts known = known(line("web", "ssh-ed25519", 1));
    assertInstanceOf(Verdict.Known.class, known.judge("[web]:2222", "web", key("ssh-ed25519", 1)));
    assertInstanceOf(
        Verdict.Unknown.class, known.judge("[web]:2222", "web", key("ssh-ed25519", 2)));
  }

  @Test
  void aRevokedKeyIsRevokedEvenWhereItIsKnown() throws Exception {
    KnownHosts known =
        known(line("web", "ssh-ed25519", 1), "@revoked " + line("*", "ssh-ed25519", 1));
    assertInstanceOf(Verdict.Revoked.class, known.judge("web", null, key("ssh-ed25519", 1)));
  }

  @Test
  void certificateAuthoritiesAndDamagedLinesVouchForNobody() throws Exception {
    KnownHosts known =
        known(
            "# comment",
            "web ssh-ed25519",
            "web ssh-ed25519 not*base64",
            "web ssh-rsa " + Base64.getEncoder().encodeToString(blob("ssh-ed25519", 1)),
            "@cert-authority " + line("web", "ssh-ed25519", 1),
            "|1|broken " + line("", "ssh-ed25519", 1).strip());
    assertInstanceOf(Verdict.Unknown.class, known.judge("web", null, key("ssh-ed25519", 1)));
  }
}
