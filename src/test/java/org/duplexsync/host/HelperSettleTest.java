package org.duplexsync.host;

import static org.duplexsync.host.Contract.bytes;
import static org.duplexsync.host.Contract.commit;
import static org.duplexsync.host.Contract.entry;
import static org.duplexsync.host.Contract.sha;
import static org.duplexsync.host.Contract.source;
import static org.duplexsync.host.Contract.staged;
import static org.duplexsync.host.Contract.stagedNew;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a start finds of a run that was cut short, made by hand, on a real file system. */
class HelperSettleTest extends LocalTrees {
  private static final String OWN = "temp/duplex-p/";
  private static final String EXCHANGE =
      "perl -MPOSIX -e 'my @n = map { \"$_\\0\" } @ARGV; exit 1 if syscall(((POSIX::uname)[4] eq q(aarch64) ? 276 : 316),-100,$n[0],-100,$n[1],2)' ";

  private static StepOutcome settle(Tree tree, Lease lease, Step... steps) throws Exception {
    return tree.settle(lease.epoch(), List.of(steps)).getLast();
  }

  private static Sha256 hash(String content) throws Exception {
    return sha(bytes(content));
  }

  @Test
  void whatNoIntentKnowsGoesToTheVersionsAndIsNamed() throws Exception {
    user("echo precious > root/f");
    Tree tree = tree();
    Lease lease = tree.lease("test");
    Entry f = entry(tree, path("f"));
    String name = "s-0123456789abcdef";
    staged(tree, new StageAsk(name, path("f"), source(3, 0644), f), bytes("new"));
    // the helper died between the exchange and the rename to the versions, and the store is lost
    user(
        "mkdir "
            + OWN
            + "versions/7 && printf '%s\\0%s\\0' 0123456789abcdef f > "
            + OWN
            + "versions/7/INDEX");
    user(EXCHANGE + OWN + "tmp/" + name + " root/f");
    user("mkdir -p " + OWN + "tmp/d-0123456789abcdef/x " + OWN + "tmp/empty " + OWN + "tmp/full");
    user(
        "touch "
            + OWN
            + "tmp/full/in && chmod 0555 "
            + OWN
            + "tmp/full && echo p > "
            + OWN
            + "parked/s-fedcba9876543210");
    Swept swept = tree.sweep(lease.epoch());
    assertEquals(2, swept.removed(), "the copies of a bridge and an empty directory");
    assertEquals(List.of(), swept.stuck());
    String lost = "lost-" + lease.epoch();
    Swept.Kept kept =
        swept.kept().stream()
            .filter(each -> each.version().equals(lost + "/" + name))
            .findFirst()
            .orElseThrow();
    assertEquals(path("f"), kept.path());
    assertEquals(f.id().inode(), kept.entry().id().inode());
    assertEquals("precious", user("cat " + OWN + "versions/" + lost + "/" + name));
    assertEquals("555", user("stat -c %a " + OWN + "versions/" + lost + "/full"));
    assertEquals("p", user("cat " + OWN + "versions/" + lost + "/s-fedcba9876543210"));
    assertEquals(3, swept.kept().size());
    assertEquals("", user("ls -A " + OWN + "tmp " + OWN + "parked | grep -v :$ || true"));
    assertEquals(new Swept(0, List.of(), List.of()), tree.sweep(lease.epoch()));
  }

  @Test
  void onlyWhatWasStagedIsDiscarded() throws Exception {
    user("echo old > root/f");
    Tree tree = tree();
    Lease lease = tree.lease("test");
    Entry f = entry(tree, path("f"));
    Entry s = stagedNew(tree, "s", "f", f);
    user(EXCHANGE + OWN + "tmp/s root/f");
    assertEquals(0, tree.discard(lease.epoch(), List.of(new Rubbish("s", s))));
    assertEquals("old", user("cat " + OWN + "tmp/s"));
  }

  @Test
  void versionsThatNoRenameReachesAreRefusedAtOnce() throws Exception {
    org.junit.jupiter.api.Assumptions.assumeTrue(
        "root".equals(System.getProperty("user.name")), "needs root to mount");
    tree().close();
    sh("mount -t tmpfs -o size=300k,mode=0700,uid=65534 none " + OWN + "versions");
    try {
      TreeException refused = assertThrows(TreeException.class, () -> tree());
      assertEquals(TreeException.Cause.TEMP_DIR_ON_OTHER_MOUNT, refused.kind());
      assertTrue(
          String.valueOf(refused.getMessage()).contains("write another versionsDir"),
          refused.getMessage());
    } finally {
      sh("umount -l " + OWN + "versions");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "zzz"})
  void afterALossOfPowerTheOldContentComesBack(String left) throws Exception {
    user("printf old > root/f && printf old > root/g");
    Tree tree = tree();
    Lease lease = tree.lease("test");
    Entry f = entry(tree, path("f"));
    Entry g = entry(tree, path("g"));
    Entry s1 = stagedNew(tree, "s1", "f", f);
    Entry s2 = stagedNew(tree, "s2", "g", g);
    Entry s3 = stagedNew(tree, "s3", "h", null);
    commit(tree, lease, new Step.Put(path("f"), "s1", s1, f, "r/1"));
    user(EXCHANGE + OWN + "tmp/s2 root/g");
    commit(tree, lease, new Step.Put(path("h"), "s3", s3, null, null));
    // names and times are on the disk, the content is not
    for (String name : List.of("f", "g", "h")) {
      user(
          "printf '"
              + left
              + "' > root/"
              + name
              + " && touch -d '"
              + Contract.WHEN
              + "' root/"
              + name);
    }
    List<Step> steps =
        List.of(
            new Step.Put(path("f"), "s1", s1, f, "r/1", hash("new")),
            new Step.Put(path("g"), "s2", s2, g, "r/2", hash("new")),
            new Step.Put(path("h"), "s3", s3, null, null, hash("new")));
    for (int i = 0; i < 2; i++) {
      for (StepOutcome outcome : tree.settle(lease.epoch(), steps)) {
        StepOutcome.Drifted drifted = assertInstanceOf(StepOutcome.Drifted.class, outcome);
        if (i == 0 && !left.isEmpty()) {
          assertNotNull(drifted.kept(), "what is left is not thrown away");
        }
      }
      assertEquals("old old", user("cat root/f; printf ' '; cat root/g"));
      assertEquals("f g", user("ls root | tr '\\n' ' '"));
    }
    assertEquals("", user("ls " + OWN + "tmp"));
    assertEquals(f.id().inode(), entry(tree, path("f")).id().inode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sha"})
  void whatIsWholeIsDone(String without) throws Exception {
    user("printf old > root/f");
    Tree tree = tree(without);
    Lease lease = tree.lease("test");
    Entry f = entry(tree, path("f"));
    Entry s = stagedNew(tree, "s", "f", f);
    Step put = new Step.Put(path("f"), "s", s, f, "r/1", hash("new"));
    commit(tree, lease, put);
    assertInstanceOf(StepOutcome.Done.class, settle(tree, lease, put));
    user("printf program > root/f");
    assertInstanceOf(StepOutcome.Done.class, settle(tree, lease, put), "it was written since");
    assertEquals("program", user("cat root/f"));
  }

  @Test
  void whatWasPutAndIsGoneSinceIsDone() throws Exception {
    user("mkdir root/d && printf old > root/d/f && printf old > root/g");
    Tree tree = tree();
    Lease lease = tree.lease("test");
    Entry f = entry(tree, path("d/f"));
    Entry s =
        staged(tree, new StageAsk("s", path("d/f"), source(3, 0644), f), bytes("new")).entry();
    Step put = new Step.Put(path("d/f"), "s", s, f, "r/1", hash("new"));
    commit(tree, lease, put);
    user("rm root/d/f");
    for (String then : List.of("true", "rmdir root/d")) {
      user(then);
      StepOutcome.Done done =
          assertInstanceOf(StepOutcome.Done.class, settle(tree, lease, put), then);
      assertNull(done.after());
      assertEquals(f.id().inode(), java.util.Objects.requireNonNull(done.version()).id().inode());
    }
    Entry g = entry(tree, path("g"));
    Entry s2 = stagedNew(tree, "s2", "g", g);
    Step never = new Step.Put(path("g"), "s2", s2, g, "r/2", hash("new"));
    user("rm root/g");
    for (int i = 0; i < 2; i++) {
      assertInstanceOf(StepOutcome.Drifted.class, settle(tree, lease, never), "it never came");
    }
  }

  @Test
  void withoutExchangeAFileWhoseDirectoryNeverCameIsPutBack() throws Exception {
    user("echo old > root/f && mkdir root/d");
    Tree tree = tree("renameat2");
    Lease lease = tree.lease("test");
    Entry f = entry(tree, path("f"));
    Entry d = entry(tree, path("d"));
    Entry dir =
        new Entry(
            org.duplexsync.model.Kind.DIRECTORY, 0, Contract.WHEN, 0755, "x", "y", null, f.id());
    Entry s1 = staged(tree, new StageAsk("s1", path("f"), dir, f), new byte[0]).entry();
    Entry s2 = stagedNew(tree, "s2", "d", d);
    user(
        "mkdir "
            + OWN
            + "versions/r && ln root/f "
            + OWN
            + "versions/r/1 && rm root/f && rmdir root/d");
    for (int i = 0; i < 2; i++) {
      settle(tree, lease, new Step.Put(path("f"), "s1", s1, f, "r/1"));
      settle(tree, lease, new Step.Put(path("d"), "s2", s2, d, null, hash("new")));
      assertEquals("old", user("cat root/f"));
      assertEquals("new", user("cat root/d"));
    }
    assertEquals("", user("ls " + OWN + "tmp"));
    assertEquals("1", user("stat -c %h root/f"));
  }

  @Test
  void withoutExchangeAStagedFileThatHasBothNamesIsDone() throws Exception {
    Tree tree = tree("renameat2");
    Lease lease = tree.lease("test");
    Entry s = stagedNew(tree, "s", "f", null);
    user("ln " + OWN + "tmp/s root/f");
    assertInstanceOf(
        StepOutcome.Done.class,
        settle(tree, lease, new Step.Put(path("f"), "s", s, null, null, hash("new"))));
    assertEquals("1", user("stat -c %h root/f"));
    assertEquals("", user("ls " + OWN + "tmp"));
  }

  @Test
  void whatWasParkedGoesOnOrBackOrIsKept() throws Exception {
    user("for i in 1 2 3; do echo $i > root/f$i; done");
    Tree tree = tree();
    Lease lease = tree.lease("test");
    Entry[] was = new Entry[4];
    for (int i = 1; i <= 3; i++) {
      was[i] = entry(tree, path("f" + i));
      commit(tree, lease, new Step.Park(path("f" + i), "p" + i, was[i], "r/" + i));
    }
    user("echo own > root/f2; echo own > root/f3; echo own > root/to3");
    StepOutcome.Drifted back =
        assertInstanceOf(
            StepOutcome.Drifted.class,
            settle(tree, lease, new Step.Park(path("f1"), "p1", was[1], "r/1")));
    assertNull(back.kept());
    assertEquals("1", user("cat root/f1"));
    assertInstanceOf(
        StepOutcome.Done.class,
        settle(
            tree,
            lease,
            new Step.Park(path("f2"), "p2", was[2], "r/2"),
            new Step.Put(path("to2"), "p2", was[2], null, "r/2")));
    assertEquals("2", user("cat root/to2"));
    StepOutcome.Drifted kept =
        assertInstanceOf(
            StepOutcome.Drifted.class,
            settle(
                tree,
                lease,
                new Step.Park(path("f3"), "p3", was[3], "r/3"),
                new Step.Put(path("to3"), "p3", was[3], null, "r/3")));
    assertEquals("r/3", kept.kept());
    assertEquals("3", user("cat " + OWN + "versions/r/3"));
    assertEquals("own own", user("cat root/f3 root/to3 | tr '\\n' ' '"));
    assertEquals("", user("ls " + OWN + "parked"));
  }

  /** Two pairs in one directory would clean up after one another. */
  @Test
  void theDirectoryServesOneRoot() throws Exception {
    tree().close();
    user("mkdir other 2>/dev/null || true");
    sh("mkdir -p other && chown 65534:65534 other");
    TreeSpec other =
        new TreeSpec("p", dir + "/other", dir + "/temp", null, Set.of(), Set.of(), false, false);
    TreeException refused = assertThrows(TreeException.class, () -> host().open(other));
    assertEquals(TreeException.Cause.TEMP_DIR_DENIED, refused.kind());
    assertTrue(
        String.valueOf(refused.getMessage()).contains("is used for the root " + root),
        refused.getMessage());
    user("rm " + OWN + "root");
    host().open(other).close();
  }

  @Test
  void whatTheVersionsRefuseGoesBackAndIsAReason() throws Exception {
    user("echo old > root/f && echo gone > root/g");
    Tree tree = tree();
    Lease lease = tree.lease("test");
    Entry f = entry(tree, path("f"));
    Entry g = entry(tree, path("g"));
    Entry s = stagedNew(tree, "s", "f", f);
    sh("chown 0:0 " + OWN + "versions && chmod 0755 " + OWN + "versions");
    assertThrows(AssertionError.class, () -> user("mkdir " + OWN + "versions/r"), "it is real");
    TreeException refused =
        assertThrows(
            TreeException.class,
            () -> commit(tree, lease, new Step.Put(path("f"), "s", s, f, "r/1")));
    assertTrue(String.valueOf(refused.getMessage()).contains("versions"), refused.getMessage());
    // the list can be written, the version can not: a directory stands under its name
    sh(
        "mkdir -p "
            + OWN
            + "versions/r/1/x && chmod 0777 "
            + OWN
            + "versions/r && chown -R 65534:65534 "
            + OWN
            + "versions/r");
    for (Step step :
        List.of(new Step.Put(path("f"), "s", s, f, "r/1"), new Step.Remove(path("g"), g, "r/1"))) {
      StepOutcome outcome = commit(tree, lease, step);
      assertTrue(!(outcome instanceof StepOutcome.Done), step + ": " + outcome);
    }
    assertEquals("old gone", user("cat root/f root/g | tr '\\n' ' '"));
    assertEquals(f.id().inode(), entry(tree, path("f")).id().inode());
    assertEquals("new", user("cat " + OWN + "tmp/s"));
  }

  @Test
  void whatNobodyPlannedIsKeptEvenWhenTheVersionsRefuseIt() throws Exception {
    user("echo old > root/f");
    Tree tree = tree();
    Lease lease = tree.lease("test");
    Entry f = entry(tree, path("f"));
    Entry s = stagedNew(tree, "s", "f", f);
    user(EXCHANGE + OWN + "tmp/s root/f");
    // a program wrote to both: to the new file under its name, to the old one by its open handle
    user("echo own > root/f; echo more >> " + OWN + "tmp/s");
    sh("chown 0:0 " + OWN + "versions && chmod 0755 " + OWN + "versions");
    StepOutcome.Drifted drifted =
        assertInstanceOf(
            StepOutcome.Drifted.class,
            settle(tree, lease, new Step.Put(path("f"), "s", s, f, "r/1")));
    assertEquals("parked/s", drifted.kept());
    assertEquals("old more", user("cat root/f | tr '\\n' ' '"));
    assertEquals("own", user("cat " + OWN + "parked/s"));
    Swept stuck = tree.sweep(lease.epoch());
    assertEquals(1, stuck.stuck().size(), "it stays, and that is said: " + stuck);
    sh("chown 65534:65534 " + OWN + "versions && chmod 0700 " + OWN + "versions");
    assertEquals(1, tree.sweep(lease.epoch()).kept().size());
    assertEquals("own", user("cat " + OWN + "versions/lost-" + lease.epoch() + "/s"));
  }
}
