package org.duplexsync.host;

import static org.duplexsync.host.Contract.bytes;
import static org.duplexsync.host.Contract.names;
import static org.duplexsync.host.Contract.source;
import static org.duplexsync.host.Contract.staged;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.duplexsync.host.local.LocalShell;
import org.duplexsync.model.Seen;
import org.junit.jupiter.api.Test;

class HelperHostTest extends LocalTrees {
  private static String refusal(Shell shell) {
    HostException why =
        assertThrows(HostException.class, () -> HelperHost.start(shell, InstantSource.system()));
    return String.valueOf(why.getMessage());
  }

  /** A login shell that does something else first (or instead). */
  private static Shell through(String script) {
    return new LocalShell("tgt", List.of("/bin/sh", "-c", script + "\nexec \"$@\"", "sh"));
  }

  @Test
  void findsOutAboutTheMachine() throws Exception {
    HostFacts facts = host().facts();
    assertEquals(sh("uname -r"), facts.kernel());
    assertEquals(sh("cat /proc/sys/kernel/random/boot_id"), facts.bootId());
    assertEquals("Digest::SHA", facts.sha());
    assertTrue(facts.skew().abs().toMillis() < 1000, "" + facts.skew());
    assertNotNull(facts.find());
    assertEquals("sha256sum", host("sha").facts().sha());
  }

  @Test
  void eachKeepAliveMeasuresTheClockAgain() throws Exception {
    var ahead = new java.util.concurrent.atomic.AtomicReference<>(Duration.ZERO);
    InstantSource ours = () -> InstantSource.system().instant().plus(ahead.get());
    try (Host host = HelperHost.start(new LocalShell("tgt"), ours)) {
      assertTrue(host.skew().abs().toMillis() < 1000, "" + host.skew());
      ahead.set(Duration.ofMinutes(-3));
      assertTimeoutPreemptively(
          Duration.ofSeconds(30),
          () -> {
            while (host.skew().toSeconds() < 170) {
              Thread.sleep(20);
            }
          });
      assertTrue(host.facts().skew().abs().toMillis() < 1000, "as it was at connect");
    }
  }

  @Test
  void skipsALoginShellsNoise() throws Exception {
    try (Host host =
        HelperHost.start(through("echo Welcome; printf '\\0\\0abc'"), InstantSource.system())) {
      assertNotNull(host.facts().perl());
    }
  }

  @Test
  void endlessNoiseIsCutOff() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> assertTrue(refusal(through("yes")).contains("prints without end")));
  }

  @Test
  void saysWhatIsMissing() {
    assertTrue(refusal(through("exec 2>/dev/null; PATH=/nowhere")).contains("perl is missing"));
    assertTrue(refusal(through("echo go away >&2; exit 0")).contains("go away"));
  }

  @Test
  void onAMachineWithOtherSystemCallsNothingIsTried() {
    String why =
        assertThrows(HostException.class, () -> hostThrough(List.of("setarch", "linux32")))
            .getMessage();
    assertTrue(String.valueOf(why).contains("needs Linux on x86-64 or arm64 there"), why);
  }

  @Test
  void aKilledHelperFailsWhatWaitsAndFreesTheLease() throws Exception {
    Set<ProcessHandle> others = ProcessHandle.current().children().collect(Collectors.toSet());
    Tree tree = tree();
    tree.lease("first");
    List<ProcessHandle> helper =
        ProcessHandle.current().children().filter(child -> !others.contains(child)).toList();
    assertEquals(1, helper.size());
    helper.getFirst().destroyForcibly();
    assertThrows(HostException.class, tree::now);
    assertEquals("first", tree().lease("second").before());
  }

  @Test
  void aHelperThatHearsNothingEndsByItself() throws Exception {
    byte[] text = HelperText.of("m", Set.of());
    String idle = new String(text, StandardCharsets.UTF_8).replace("IDLE => 30", "IDLE => 1");
    byte[] shorter = idle.getBytes(StandardCharsets.UTF_8);
    try (Exec exec = new LocalShell("tgt").exec(HelperText.command(shorter.length))) {
      exec.in().write(shorter);
      exec.in().flush();
      assertEquals(0, exec.exitStatus(Duration.ofSeconds(20)));
    }
  }

  @Test
  void perlHasNoWarningsToPrint() throws Exception {
    byte[] text = HelperText.of("m", Set.of());
    try (Exec exec = new LocalShell("tgt").exec(HelperText.command(text.length))) {
      exec.in().write(text);
      exec.in().close();
      assertEquals("", new String(exec.err().readAllBytes(), StandardCharsets.UTF_8));
      assertEquals(0, exec.exitStatus(Duration.ofSeconds(20)));
    }
  }

  @Test
  void aSecondEngineIsToldWhoHoldsTheLease() throws Exception {
    Tree one = tree();
    Lease first = one.lease("anna's desktop");
    Tree two = tree();
    TreeException held = assertThrows(TreeException.class, () -> two.lease("bob's"));
    assertEquals(TreeException.Cause.LEASE_HELD, held.kind());
    assertTrue(String.valueOf(held.getMessage()).contains("anna's desktop"));
    one.close();
    assertEquals(first.epoch() + 1, two.lease("bob's").epoch());
    assertThrows(HostException.class, () -> one.commit(first.epoch(), List.of()));
  }

  private TreeException refused(TreeSpec spec) {
    return assertThrows(TreeException.class, () -> host().open(spec));
  }

  private TreeSpec spec(Path at, String temp) {
    return new TreeSpec("p", at.toString(), temp, null, Set.of(), Set.of(), false, false);
  }

  @Test
  void rootsThatCantBeUsedAreNamedByCause() throws Exception {
    user("touch root/f");
    sh("mkdir shut && chmod 0700 shut");
    String temp = dir + "/temp";
    assertEquals(TreeException.Cause.ROOT_MISSING, refused(spec(dir.resolve("none"), temp)).kind());
    assertEquals(
        TreeException.Cause.ROOT_NOT_A_DIRECTORY, refused(spec(root.resolve("f"), temp)).kind());
    assertEquals(TreeException.Cause.ROOT_DENIED, refused(spec(dir.resolve("shut"), temp)).kind());
  }

  @Test
  void tempDirsThatCantBeUsedAreNamedByCause() throws Exception {
    user("mkdir root/in");
    sh("mkdir shut");
    assertEquals(
        TreeException.Cause.TEMP_DIR_INSIDE_ROOT, refused(spec(root, root + "/in")).kind());
    assertEquals(TreeException.Cause.TEMP_DIR_DENIED, refused(spec(root, dir + "/none")).kind());
    assertEquals(TreeException.Cause.TEMP_DIR_DENIED, refused(spec(root, dir + "/shut")).kind());
    assertEquals(
        TreeException.Cause.TEMP_DIR_ON_OTHER_MOUNT, refused(spec(root, "/dev/shm")).kind());
    sh("rmdir /dev/shm/duplex-p");
  }

  @Test
  void onlyADirectoryOfOurOwnIsUsed() throws Exception {
    String temp = dir + "/temp";
    sh("mkdir temp/duplex-p");
    assertEquals(TreeException.Cause.TEMP_DIR_DENIED, refused(spec(root, temp)).kind());
    sh("rmdir temp/duplex-p && ln -s /tmp temp/duplex-p");
    assertEquals(TreeException.Cause.TEMP_DIR_DENIED, refused(spec(root, temp)).kind());
    sh("rm temp/duplex-p");
    user("mkdir temp/duplex-p && chmod 0777 temp/duplex-p");
    assertEquals(TreeException.Cause.TEMP_DIR_DENIED, refused(spec(root, temp)).kind());
  }

  @Test
  void ownDirectoriesDontInheritFromTheTempDir() throws Exception {
    sh("chown 65534:4321 temp && chmod 2770 temp && setfacl -d -m u:1234:rwx temp");
    Tree tree = tree();
    assertEquals("700", sh("stat -c %a temp/duplex-p"));
    staged(tree, new StageAsk("s", path("f"), source(3, 0640), null), bytes("new"));
    assertEquals("640 65534", sh("stat -c '%a %g' temp/duplex-p/tmp/s"));
    assertTrue(!sh("getfacl -n temp/duplex-p/tmp/s").contains("1234"));
  }

  @Test
  void onAMountPointOurDirectoryLiesInTheRootUnlisted() throws Exception {
    org.junit.jupiter.api.Assumptions.assumeTrue(
        "root".equals(System.getProperty("user.name")), "needs root to mount");
    sh("mkdir mnt && mount -t tmpfs none mnt && chown 65534:65534 mnt && touch mnt/f");
    sh("mkdir home && chown 65534:65534 home");
    try {
      Shell shell =
          new LocalShell(
              "here",
              List.of(
                  "setpriv",
                  "--reuid=65534",
                  "--regid=65534",
                  "--clear-groups",
                  "env",
                  "HOME=" + dir + "/home"));
      try (Host host = HelperHost.start(shell, InstantSource.system())) {
        TreeSpec spec =
            new TreeSpec("p", dir + "/mnt", null, null, Set.of(), Set.of(), false, false);
        Tree tree = host.open(spec);
        assertTrue(tree.facts().warnings().toString().contains(".duplex"));
        assertEquals(dir + "/mnt/.duplex/tmp", tree.facts().tempDir());
        assertEquals(List.of("f"), names(tree, new Scope.Whole()));
        assertTrue(tree.look(List.of(path(".duplex"))).getFirst() instanceof Seen.Unknown);
        var wish = new Wish(path(".duplex/x"), Set.of(Wish.Need.ADD));
        assertEquals(Refusal.Why.OURS, tree.refusals(List.of(wish)).getFirst().getFirst().why());
        Lease lease = tree.lease("test");
        assertTrue(
            Contract.commit(tree, lease, new Step.MakeDirectory(path(".duplex/x"), 0755))
                instanceof StepOutcome.Failed);
      }
    } finally {
      sh("umount -l mnt");
    }
    assertTrue(Files.isDirectory(dir.resolve("home")));
  }
}
