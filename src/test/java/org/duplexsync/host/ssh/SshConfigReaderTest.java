package org.duplexsync.host.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.duplexsync.host.ssh.SshException.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshConfigReaderTest {
  @TempDir private Path home;

  @BeforeEach
  void makeDirectory() throws IOException {
    Files.createDirectory(home.resolve(".ssh"));
  }

  private SshEnvironment environment() {
    return new SshEnvironment(home, "me", null, home.resolve("ssh_config"), List.of());
  }

  private SshConfig read(String alias, String... lines) throws IOException {
    Files.write(home.resolve(".ssh/config"), List.of(lines));
    return SshConfigReader.read(environment(), alias, "webmgr");
  }

  @Test
  void theFirstValueWinsAndIdentitiesAddUp() throws Exception {
    Files.writeString(home.resolve("ssh_config"), "Port 7\nCompression yes\n");
    SshConfig config =
        read(
            "web1",
            "IdentityFile ~/a",
            "Host web? !web2",
            "  Port=2222   # not for web2",
            "\tHOSTNAME  \"10.0.0.1\"",
            "  IdentityFile ~/b",
            "Host *",
            "  Port 22");
    assertEquals("2222", config.first("Port"));
    assertEquals("10.0.0.1", config.first("hostname"));
    assertEquals(List.of("~/a", "~/b"), config.all("IdentityFile"));
    assertEquals("yes", config.first("compression"));
    assertEquals(
        "22", read("web2", "Host web? !web2", "Port 2222", "Host *", "Port 22").first("port"));
  }

  @Test
  void takesWhatIsNoUtf8AsOpenSshDoes() throws Exception {
    byte[] latin1 = "# Büro\nHost web\n  Port 2222\n".getBytes(StandardCharsets.ISO_8859_1);
    Files.write(home.resolve(".ssh/config"), latin1);
    assertEquals("2222", SshConfigReader.read(environment(), "web", "webmgr").first("Port"));
  }

  @Test
  void understandsMatchAndSkipsWhatItDoesNot() throws Exception {
    String[] lines = {
      "Match exec \"touch /nowhere\"", "  Port 1",
      "Match originalhost web user root", "  Port 2",
      "Match originalhost web user webmgr", "  Port 3",
      "Match all", "  Port 4"
    };
    assertEquals("3", read("web", lines).first("Port"));
    assertEquals("4", read("other", lines).first("Port"));
  }

  @Test
  void includesOtherFilesWithinTheirBlock() throws Exception {
    Files.createDirectory(home.resolve(".ssh/more"));
    Files.writeString(home.resolve(".ssh/more/1.conf"), "Host web\n  Port 5\n");
    Files.writeString(home.resolve(".ssh/more/2.conf"), "User two\n");
    String[] lines = {"Host web", "  Include more/*.conf", "Host *", "  Port 6"};
    assertEquals("5", read("web", lines).first("Port"));
    assertEquals("two", read("web", lines).first("User"));
    assertEquals("6", read("other", lines).first("Port"));
    assertNull(read("other", lines).first("User"));
  }

  @Test
  void anIncludeOfItselfEnds() {
    assertThrows(IOException.class, () -> read("web", "Include config"));
  }

  @Test
  void resolvesTokensAndPrefersTheTarget() throws Exception {
    Files.write(
        home.resolve(".ssh/config"),
        List.of(
            "Host web",
            "  HostName %h.example.com",
            "  User file",
            "  IdentityFile ~/.ssh/%r@%h-%p",
            "  UserKnownHostsFile %d/kh1 ~/kh2"));
    Endpoint given =
        EndpointResolver.resolve(
            environment(), new SshTarget("A", "web", 99, "job", Path.of("~/k"), null, null));
    assertEquals("web.example.com", given.host());
    assertEquals("[web.example.com]:99", given.keyName());
    assertEquals("job", given.user());
    assertEquals(
        List.of(home.resolve("k"), home.resolve(".ssh/job@web.example.com-99")),
        given.identities());
    assertEquals(List.of(home.resolve("kh1"), home.resolve("kh2")), given.knownHosts());

    Endpoint plain = EndpointResolver.resolve(environment(), SshTarget.of("B", "other", "u"));
    assertEquals(22, plain.port());
    assertEquals("other", plain.keyName());
    assertEquals(3, plain.identities().size());
  }

  @Test
  void namesAPortThatIsNone() throws Exception {
    Files.writeString(home.resolve(".ssh/config"), "Port ssh\n");
    SshException e =
        assertThrows(
            SshException.class,
            () -> EndpointResolver.resolve(environment(), SshTarget.of("A", "web", "u")));
    assertEquals(Kind.CONFIGURATION, e.kind());
  }

  @Test
  void readsJumps() throws Exception {
    assertEquals(new JumpSpec(null, "gate", null), JumpSpec.parse("gate"));
    assertEquals(new JumpSpec("me", "gate", 2222), JumpSpec.parse(" me@gate:2222"));
    assertEquals(new JumpSpec("me", "::1", 22), JumpSpec.parse("ssh://me@[::1]:22"));
    assertEquals(new JumpSpec(null, "fe80::1", null), JumpSpec.parse("fe80::1"));
    assertThrows(SshException.class, () -> JumpSpec.parse("me@:22"));
    assertThrows(SshException.class, () -> JumpSpec.parse("gate:99999"));
  }
}
