package org.duplexsync.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@LabTest
final class LabItselfTest {

  private final Lab lab;

  LabItselfTest(Lab lab) {
    this.lab = lab;
  }

  @BeforeEach
  void homesAsNew() {
    lab.wipe();
  }

  @Test
  void eachUserOfTheDocumentLogsInWithCheckedHostKey() {
    assertEquals("webmgr\n", ssh(Side.A, "webmgr", "id -un").ok().text());
    for (var user : List.of("webmgr", "imgcms", "cgicms")) {
      assertEquals(user + "\n", ssh(Side.B, user, "id -un").ok().text());
    }
    assertEquals("tgt-b.host.local\n", ssh(Side.B, "imgcms", "hostname").ok().text());
  }

  @Test
  void aChangedHostKeyIsRefused() {
    var elsewhere = new ArrayList<>(lab.sshCommand(Side.A, "webmgr"));
    elsewhere.addAll(1, List.of("-o", "HostKeyAlias=tgt-b"));
    elsewhere.add("true");
    var ran = Commands.run(elsewhere, new byte[0]);
    assertEquals(255, ran.exit(), ran::toString);
    assertTrue(ran.errors().contains("HOST IDENTIFICATION HAS CHANGED"), ran::toString);
  }

  @Test
  void theHostsReachOneAnotherWithTheKeysOfTheDocument() {
    var key =
        "ssh -o BatchMode=yes -i ~/.ssh/tgt-a-sync-rsa2048.key imgcms@tgt-b.host.local id -un";
    assertEquals("imgcms\n", lab.sh(Side.A, "webmgr", key));
  }

  @Test
  void sshdHasItsDefaultLimits() {
    var limits = lab.sh(Side.A, "root", "/usr/sbin/sshd -T | grep -E '^max(sessions|startups)'");
    assertEquals("maxsessions 10\nmaxstartups 10:30:100\n", limits);
  }

  @Test
  void aCutIsSilenceAndHealEndsIt() throws IOException {
    lab.cut(Link.OPERATOR_B);
    assertThrows(SocketTimeoutException.class, () -> connect(Side.B));
    connect(Side.A);
    lab.heal(Link.OPERATOR_B);
    connect(Side.B);
  }

  @Test
  void aLinkTakenDownIsNoRoute() throws IOException {
    lab.takeDown(Link.OPERATOR_A);
    assertThrows(NoRouteToHostException.class, () -> connect(Side.A));
    lab.heal(Link.OPERATOR_A);
    connect(Side.A);
  }

  @Test
  void aDelayIsPaidEachWayAndCanBeCut() throws IOException {
    lab.delay(Link.OPERATOR_B, 60);
    var slow = connect(Side.B);
    assertTrue(slow.compareTo(Duration.ofMillis(120)) >= 0, slow::toString);
    lab.cut(Link.OPERATOR_B);
    assertThrows(SocketTimeoutException.class, () -> connect(Side.B));
    lab.heal(Link.OPERATOR_B);
    connect(Side.B);
    lab.delay(Link.OPERATOR_B, 0);
    var fast = connect(Side.B);
    assertTrue(fast.compareTo(Duration.ofMillis(120)) < 0, fast::toString);
  }

  @Test
  void anOrdinaryUserCannotReadAnothersPrivateFile() {
    lab.sh(
        Side.B, "cgicms", "mkdir -m 700 hidden; echo secret > hidden/file; chmod 600 hidden/file");
    var denied = lab.exec(Side.B, "imgcms", "cat", "/home/cgicms/hidden/file");
    assertEquals(1, denied.exit(), denied::toString);
    assertEquals("", denied.text());
    assertTrue(denied.errors().contains("Permission denied"), denied::toString);
    assertEquals("secret\n", lab.sh(Side.B, "cgicms", "cat hidden/file"));
  }

  @Test
  void theOperatorSeesAndMakesTheHostsFiles() throws IOException {
    lab.sh(Side.A, "webmgr", "echo 1 > contents/images/x");
    assertEquals("1\n", Files.readString(lab.path(Side.A, "/home/webmgr/contents/images/x")));
    assertEquals("664 webmgr\n", lab.sh(Side.A, "webmgr", "stat -c '%a %U' contents/images/x"));
    assertFalse(Files.exists(Path.of("/home/webmgr/contents/images/x")));
  }

  @Test
  void aSmallFileSystemFillsUpAndKeepsWhatWasThere() {
    lab.sh(Side.B, "imgcms", "echo kept > images/kept");
    lab.mountSmall(Side.B, "/home/imgcms", 1 << 20);
    var full = lab.exec(Side.B, "imgcms", "sh", "-c", "head -c 2000000 /dev/zero > images/big");
    assertTrue(full.errors().contains("No space left on device"), full::toString);
    assertEquals("kept\n", ssh(Side.B, "imgcms", "cat images/kept").ok().text());
    assertEquals("710 imgcms\n", lab.sh(Side.B, "imgcms", "stat -c '%a %U' ."));
    lab.unmount(Side.B, "/home/imgcms");
    assertEquals(1, lab.exec(Side.B, "imgcms", "test", "-e", "images/big").exit());
  }

  @Test
  void sshdStopsAndStarts() throws IOException {
    lab.stopSshd(Side.A);
    assertThrows(ConnectException.class, () -> connect(Side.A));
    lab.startSshd(Side.A);
    assertEquals(0, ssh(Side.A, "webmgr", "true").exit());
  }

  @Test
  void aHostThatLosesItsPowerComesBackWithAnotherBootId() {
    var before = lab.sh(Side.B, "root", "cat /proc/sys/kernel/random/boot_id");
    lab.powerOff(Side.B);
    assertThrows(SocketTimeoutException.class, () -> connect(Side.B));
    lab.powerOn(Side.B);
    var after = ssh(Side.B, "imgcms", "cat /proc/sys/kernel/random/boot_id").ok().text();
    assertNotEquals(before, after);
  }

  @Test
  void aHiddenCommandIsMissingOnItsHostOnly() {
    lab.hideCommand(Side.B, "rsync");
    assertEquals(127, ssh(Side.B, "imgcms", "rsync --version").exit());
    assertEquals(0, ssh(Side.A, "webmgr", "rsync --version").exit());
    lab.showCommands(Side.B);
    assertEquals(0, ssh(Side.B, "imgcms", "rsync --version").exit());
  }

  @Test
  void bytesTravelThroughACommandUnchanged() {
    var bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    assertArrayEquals(bytes, lab.feed(Side.B, "imgcms", bytes, "cat").ok().out());
  }

  private Ran ssh(Side host, String user, String command) {
    var all = new ArrayList<>(lab.sshCommand(host, user));
    all.add(command);
    return Commands.run(all, new byte[0]);
  }

  /** How long sshd's port takes to accept a connection. */
  private Duration connect(Side host) throws IOException {
    try (var socket = new Socket()) {
      long start = System.nanoTime();
      socket.connect(new InetSocketAddress(lab.address(host), lab.port()), 1000);
      return Duration.ofNanos(System.nanoTime() - start);
    }
  }
}
