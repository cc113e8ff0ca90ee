package org.duplexsync.host;

import static org.duplexsync.host.Contract.WHEN;
import static org.duplexsync.host.Contract.bytes;
import static org.duplexsync.host.Contract.commit;
import static org.duplexsync.host.Contract.entry;
import static org.duplexsync.host.Contract.source;
import static org.duplexsync.host.Contract.stage;
import static org.duplexsync.host.Contract.staged;
import static org.duplexsync.host.Contract.stagedNew;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Field;
import org.duplexsync.model.Seen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelperCommitTest extends LocalTrees {
  private static Step create(String path, String stage, Entry staged) {
    return new Step.Put(path(path), stage, staged, null, null);
  }

  @Test
  void aDirectorySwappedForALinkLeadsNowhere() throws Exception {
    sh("mkdir outside && chown 65534:65534 outside");
    user("mkdir root/d && echo dear > outside/f && echo dear > root/d/f");
    Tree tree = tree();
    Lease lease = tree.lease("test");
    Entry f = entry(tree, path("d/f"));
    Entry staged =
        staged(tree, new StageAsk("s", path("d/f"), source(3, 0644), f), bytes("new")).entry();
    user("mv root/d root/gone && ln -s ../outside root/d");
    for (Step step :
        List.of(
            new Step.Put(path("d/f"), "s", staged, f, "run/v"),
            create("d/g", "s", staged),
            new Step.Remove(path("d/f"), f, "run/w"),
            new Step.MakeDirectory(path("d/h"), 0755),
            new Step.SetMetadata(path("d/f"), f, Set.of(Field.MODE), source(1, 0600)),
            new Step.Move(path("gone/f"), path("d/g"), f))) {
      StepOutcome outcome = commit(tree, lease, step);
      assertTrue(!(outcome instanceof StepOutcome.Done), step + ": " + outcome);
    }
    assertInstanceOf(
        Hashed.Drifted.class, tree.hash(List.of(new Expected(path("d/f"), f))).getFirst());
    assertEquals("f", sh("ls -A outside"));
    assertEquals("dear", sh("cat outside/f"));
  }

  @Test
  void aLinkInThePlaceOfTheTargetIsNotFollowed() throws Exception {
    sh("echo dear > outside && chown 65534:65534 outside");
    user("ln -s ../outside root/l");
    Tree tree = tree();
    Lease lease = tree.lease("test");
    Entry l = entry(tree, path("l"));
    Step mode =
        new Step.SetMetadata(path("l"), l, Set.of(Field.MODE, Field.CONTENT), Contract.link("x"));
    commit(tree, lease, mode);
    assertEquals("644", sh("stat -c %a outside"));
    Entry now = entry(tree, path("l"));
    assertEquals(WHEN, now.mtime());
    Entry staged = stagedNew(tree, "s", "l", now);
    assertInstanceOf(
        StepOutcome.Done.class,
        commit(tree, lease, new Step.Put(path("l"), "s", staged, now, "run/v")));
    assertEquals("dear new", sh("cat outside root/l | tr '\\n' ' '"));
    Seen.Present kept = (Seen.Present) tree.keep(List.of("run/v")).getFirst();
    assertEquals(Bytes.of("../outside"), kept.entry().target());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "renameat2"})
  void aFileTakesTheNameOfAnEmptyDirectoryOnly(String without) throws Exception {
    user("mkdir root/d root/full && touch root/full/f");
    Tree tree = tree(without);
    Lease lease = tree.lease("test");
    Entry d = entry(tree, path("d"));
    Entry full = entry(tree, path("full"));
    Entry one = stagedNew(tree, "s1", "d", d);
    Entry two = stagedNew(tree, "s2", "full", full);
    assertInstanceOf(
        StepOutcome.Done.class, commit(tree, lease, new Step.Put(path("d"), "s1", one, d, "r/1")));
    assertEquals("new", sh("cat root/d"));
    assertEquals(
        new StepOutcome.NotEmpty(),
        commit(tree, lease, new Step.Put(path("full"), "s2", two, full, "r/2")));
    assertEquals("f", sh("ls root/full"));
  }

  private static Entry dated(String time) {
    Entry e = source(3, 0644);
    return new Entry(
        e.kind(),
        e.size(),
        Instant.parse(time),
        e.mode(),
        e.owner(),
        e.group(),
        e.target(),
        e.id());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1969-12-31T23:59:58.5Z",
        "1930-01-01T00:00:00.000000001Z",
        "2100-01-01T00:00:00.123456789Z",
        "9999-01-01T00:00:00Z"
      })
  void anOddTimeIsKeptOrSaidToBeOutOfRangeAndNeverChanged(String time) throws Exception {
    user("echo dear > root/f");
    Tree tree = tree();
    Lease lease = tree.lease("test");
    Entry f = entry(tree, path("f"));
    Entry wanted = dated(time);
    user("touch -d '" + time + "' root/probe");
    boolean holds = sh("TZ=UTC stat -c %y root/probe").startsWith(time.substring(0, 10));
    switch (stage(tree, new StageAsk("s", path("g"), wanted, null), bytes("new"))) {
      case StageOutcome.Staged(Entry staged, var lost) -> {
        assertTrue(holds, time);
        assertEquals(wanted.mtime(), staged.mtime());
        assertEquals(List.of(), lost);
      }
      case StageOutcome.Failed(String why, boolean full) -> {
        assertTrue(!holds, why);
        assertEquals("this file system can't hold its time (" + time.substring(0, 10) + ")", why);
        assertEquals("", sh("ls temp/duplex-p/tmp"));
      }
      case StageOutcome.Abandoned abandoned -> throw new AssertionError(abandoned);
    }
    Step set = new Step.SetMetadata(path("f"), f, Set.of(Field.CONTENT), wanted);
    StepOutcome outcome = commit(tree, lease, set);
    assertEquals(holds, outcome instanceof StepOutcome.Done, outcome.toString());
    assertEquals(holds ? wanted.mtime() : f.mtime(), entry(tree, path("f")).mtime());
  }

  @Test
  void theListOfVersionsIsThereForPeople() throws Exception {
    user("echo dear > root/f");
    Tree tree = tree();
    Lease lease = tree.lease("test");
    commit(tree, lease, new Step.Remove(path("f"), entry(tree, path("f")), "run/v1"));
    assertEquals("v1 f", sh("tr '\\0' ' ' < temp/duplex-p/versions/run/INDEX"));
    assertEquals("dear", sh("cat temp/duplex-p/versions/run/v1"));
  }

  @Test
  void deniedIsAReasonNotALoss() throws Exception {
    user("mkdir root/d && echo dear > root/d/f");
    sh("chown 0:0 root/d && chmod 0755 root/d");
    assertThrows(AssertionError.class, () -> user("touch root/d/g"), "the denial is real");
    Tree tree = tree();
    Lease lease = tree.lease("test");
    Entry f = entry(tree, path("d/f"));
    Entry staged =
        staged(tree, new StageAsk("s", path("d/f"), source(3, 0644), f), bytes("new")).entry();
    for (Step step :
        List.of(
            new Step.Put(path("d/f"), "s", staged, f, "r/1"),
            create("d/g", "s", staged),
            new Step.Remove(path("d/f"), f, "r/2"),
            new Step.MakeDirectory(path("d/h"), 0755))) {
      StepOutcome.Failed failed =
          assertInstanceOf(StepOutcome.Failed.class, commit(tree, lease, step));
      assertEquals("EACCES", failed.error());
    }
    assertEquals("dear", sh("cat root/d/f"));
  }

  @Test
  void settlesWhatWasCutBetweenExchangeAndVersion() throws Exception {
    user("echo old > root/f && echo old > root/g");
    Tree tree = tree();
    Lease lease = tree.lease("test");
    Entry f = entry(tree, path("f"));
    Entry g = entry(tree, path("g"));
    Entry s1 = stagedNew(tree, "s1", "f", f);
    Entry s2 = stagedNew(tree, "s2", "g", g);
    String exchange =
        "perl -MPOSIX -e 'my @n = map { \"$_\\0\" } @ARGV; exit 1 if syscall(((POSIX::uname)[4] eq q(aarch64) ? 276 : 316),-100,$n[0],-100,$n[1],2)' ";
    user(exchange + "temp/duplex-p/tmp/s1 root/f");
    user("sleep 0.02; echo own > root/g");
    user(exchange + "temp/duplex-p/tmp/s2 root/g");
    List<Step> steps =
        List.of(
            new Step.Put(path("f"), "s1", s1, f, "r/1"),
            new Step.Put(path("g"), "s2", s2, g, "r/2"));
    for (int i = 0; i < 2; i++) {
      List<StepOutcome> settled = tree.settle(lease.epoch(), steps);
      StepOutcome.Done done = assertInstanceOf(StepOutcome.Done.class, settled.get(0));
      assertEquals(f.id().inode(), Objects.requireNonNull(done.version()).id().inode());
      assertInstanceOf(StepOutcome.Drifted.class, settled.get(1));
    }
    assertEquals("new", sh("cat root/f"));
    assertEquals("own", sh("cat root/g"));
    assertEquals("", sh("ls temp/duplex-p/tmp"));
  }

  @Test
  void takesOverTheGroupTheAccessListAndTheAttributesOfWhatItReplaces() throws Exception {
    user("echo old > root/f");
    sh("setfacl -m u:1234:r,g:4321:rw root/f && setfattr -n user.note -v kept root/f");
    Tree tree = tree();
    Lease lease = tree.lease("test");
    Entry f = entry(tree, path("f"));
    StageOutcome.Staged staged =
        staged(tree, new StageAsk("s", path("f"), source(3, 0660), f), bytes("new"));
    assertEquals(List.of(), staged.lost());
    commit(tree, lease, new Step.Put(path("f"), "s", staged.entry(), f, "r/1"));
    assertEquals("new", sh("cat root/f"));
    String acl = sh("getfacl -n root/f");
    assertTrue(acl.contains("user:1234:r--") && acl.contains("group:4321:rw-"), acl);
    assertTrue(sh("getfattr -d root/f").contains("user.note=\"kept\""));
  }

  @Test
  void aNewFileGetsWhatItsDirectoryHandsOn() throws Exception {
    user("mkdir -p root/d");
    sh("chown 65534:4321 root/d && chmod 2775 root/d && setfacl -d -m u:1234:rwx root/d");
    Tree tree = tree();
    Lease lease = tree.lease("test");
    StageOutcome.Staged deep =
        staged(tree, new StageAsk("s", path("d/new/f"), source(3, 0640), null), bytes("new"));
    assertTrue(deep.lost().toString().contains("the group 4321"), "not a member: " + deep.lost());
    commit(tree, lease, new Step.MakeDirectory(path("d/new"), 0750));
    commit(tree, lease, create("d/new/f", "s", deep.entry()));
    assertEquals("2750 4321", sh("stat -c '%a %g' root/d/new"));
    assertEquals("640", sh("stat -c %a root/d/new/f"));
    assertTrue(sh("getfacl -n root/d/new/f").contains("user:1234:rwx"));
    assertTrue(sh("getfacl -n root/d/new").contains("default:user:1234:rwx"));
  }

  @Test
  void setIdsOnlyWhenTheJobSaysSo() throws Exception {
    Tree tree = tree();
    assertEquals(
        0755,
        staged(tree, new StageAsk("s", path("f"), source(1, 06755), null), bytes("x"))
            .entry()
            .mode());
    TreeSpec ids =
        new TreeSpec("p", root.toString(), dir + "/temp", null, Set.of(), Set.of(), false, true);
    assertEquals(
        04755,
        staged(host().open(ids), new StageAsk("t", path("f"), source(1, 04755), null), bytes("x"))
            .entry()
            .mode());
  }

  @Test
  void holesStayHoles() throws Exception {
    Tree tree = tree();
    byte[] content = new byte[8 << 20];
    content[5_000_000] = 1;
    staged(tree, new StageAsk("s", path("f"), source(content.length, 0644), null), content);
    assertTrue(Integer.parseInt(sh("du -k temp/duplex-p/tmp/s | cut -f1")) < 200);
    assertEquals("" + content.length, sh("stat -c %s temp/duplex-p/tmp/s"));
  }

  @Test
  void damagedContentIsNotStaged() throws Exception {
    for (String without : List.of("", "sha")) {
      Tree tree = tree(without);
      try (Staging staging =
          tree.stage(List.of(new StageAsk("s", path("f"), source(3, 0644), null)))) {
        staging.data(0, bytes("bad"), 0, 3);
        staging.finish(0, Contract.sha(bytes("good")));
        assertInstanceOf(StageOutcome.Failed.class, staging.outcomes().getFirst());
      }
      assertEquals("", sh("ls temp/duplex-p/tmp"));
    }
  }

  @Test
  void aCancelledStagingLeavesNothing() throws Exception {
    Tree tree = tree();
    try (Staging staging =
        tree.stage(
            List.of(
                new StageAsk("s", path("f"), source(3, 0644), null),
                new StageAsk("d", path("d"), Contract.link("x"), null)))) {
      staging.data(0, bytes("new"), 0, 3);
      staging.finish(0, Contract.sha(bytes("new")));
    }
    assertEquals(Seen.ABSENT, tree.look(List.of(path("f"))).getFirst());
    assertEquals("", sh("ls temp/duplex-p/tmp"));
  }

  @Test
  void adoptsWhatAnotherProgramWroteIfItIsRight() throws Exception {
    Tree tree = tree();
    String staging =
        new String(tree.makeStaging("rs-1").toArray(), java.nio.charset.StandardCharsets.UTF_8);
    user(
        "cd "
            + staging
            + " && mkdir d && printf good > d/f && printf bad > g && ln -s /etc/passwd l");
    List<Adopt> files =
        List.of(
            new Adopt(
                path("d/f"),
                new StageAsk("a1", path("f"), source(4, 0604), null),
                Contract.sha(bytes("good"))),
            new Adopt(
                path("g"),
                new StageAsk("a2", path("g"), source(3, 0604), null),
                Contract.sha(bytes("good"))),
            new Adopt(
                path("l"),
                new StageAsk("a3", path("l"), source(3, 0604), null),
                Contract.sha(bytes("good"))));
    List<StageOutcome> outcomes = tree.adopt("rs-1", files);
    Entry adopted = assertInstanceOf(StageOutcome.Staged.class, outcomes.get(0)).entry();
    assertEquals(0604, adopted.mode());
    assertEquals(WHEN, adopted.mtime());
    assertInstanceOf(StageOutcome.Failed.class, outcomes.get(1));
    assertInstanceOf(StageOutcome.Failed.class, outcomes.get(2));
    tree.removeStaging("rs-1");
    assertEquals("a1", sh("ls temp/duplex-p/tmp"));
    commit(tree, tree.lease("test"), create("f", "a1", adopted));
    assertEquals("good", sh("cat root/f"));
  }

  @Test
  void aFullDiskIsSaidAndLeavesNothing() throws Exception {
    org.junit.jupiter.api.Assumptions.assumeTrue(
        "root".equals(System.getProperty("user.name")), "needs root to mount");
    sh(
        "mkdir small && mount -t tmpfs -o size=300k none small && mkdir small/root small/temp && chown -R 65534:65534 small");
    try {
      TreeSpec spec =
          new TreeSpec(
              "p",
              dir + "/small/root",
              dir + "/small/temp",
              null,
              Set.of(),
              Set.of(),
              false,
              false);
      Tree tree = host().open(spec);
      byte[] content = new byte[1 << 20];
      new java.util.Random(1).nextBytes(content);
      StageOutcome outcome =
          stage(tree, new StageAsk("s", path("f"), source(content.length, 0644), null), content);
      assertTrue(assertInstanceOf(StageOutcome.Failed.class, outcome).diskFull());
      assertEquals("", sh("ls small/temp/duplex-p/tmp"));
      assertInstanceOf(
          StageOutcome.Staged.class,
          stage(tree, new StageAsk("s", path("f"), source(3, 0644), null), bytes("new")));
      tree.close();
    } finally {
      sh("umount -l small");
    }
  }
}
