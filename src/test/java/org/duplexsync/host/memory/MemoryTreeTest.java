package org.duplexsync.host.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Listing;
import org.duplexsync.host.Scope;
import org.duplexsync.host.StageAsk;
import org.duplexsync.host.StageOutcome;
import org.duplexsync.host.Step;
import org.duplexsync.host.StepOutcome;
import org.duplexsync.host.Tree;
import org.duplexsync.host.TreeException;
import org.duplexsync.host.TreeSpec;
import org.duplexsync.host.Witness;
import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MemoryTreeTest {
  private static final Account WEB = Account.of("web");
  private static final TreeSpec SPEC =
      new TreeSpec("p", "/srv/root", "/srv/tmp", null, Set.of(), Set.of(), false, false);

  private final MemoryMachine machine = new MemoryMachine("m", new Timeline());
  private final MemoryUser user = machine.user(WEB, "/srv/root");
  private Hook hook = Hook.NONE;

  @BeforeEach
  void directories() {
    machine.provide(WEB, "/srv/root", 0755);
    machine.provide(WEB, "/srv/tmp", 0755);
  }

  private Tree tree() throws Exception {
    return machine.connect(WEB, (host, point) -> hook.at(host, point)).open(SPEC);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static Step.Put staged(Tree tree, String path, String text, Entry old) throws Exception {
    var ask = new StageAsk("s-1", RelPath.of(path), old, old);
    try (var staging = tree.stage(List.of(ask))) {
      staging.data(0, bytes(text), 0, text.length());
      staging.finish(0, Content.sha256(bytes(text)));
      var done = assertInstanceOf(StageOutcome.Staged.class, staging.outcomes().getFirst());
      return new Step.Put(RelPath.of(path), "s-1", done.entry(), old, "run/v1");
    }
  }

  @Test
  void listsInByteOrderWithTrailer() throws Exception {
    user.makeDirectory("a");
    user.write("a/x", bytes("1"));
    user.write("a.txt", bytes("22"));
    var paths = new ArrayList<String>();
    try (Listing listing = tree().list(new Scope.Whole())) {
      Listing.Item item = listing.next();
      while (item instanceof Listing.Found found) {
        paths.add(found.path().toString());
        item = listing.next();
      }
      assertEquals(3, assertInstanceOf(Listing.End.class, item).entries());
    }
    assertEquals(List.of("a", "a.txt", "a/x"), paths);
  }

  @Test
  void aFreedInodeIsGivenAwayAtOnceUnlessItIsHeldOpen() throws Exception {
    user.write("a", bytes("1"));
    long first = user.entry("a").id().inode();
    user.delete("a");
    user.write("b", bytes("2"));
    assertEquals(first, user.entry("b").id().inode());
    try (MemoryUser.Writer writer = user.open("b")) {
      user.delete("b");
      user.write("c", bytes("3"));
      assertNotEquals(first, user.entry("c").id().inode());
      writer.append(bytes("more"));
    }
  }

  @Test
  void replaceKeepsTheOldContentAsVersion() throws Exception {
    user.write("f", bytes("old"));
    Tree tree = tree();
    long epoch = tree.lease("me").epoch();
    Step.Put put = staged(tree, "f", "new", user.entry("f"));
    var done =
        assertInstanceOf(StepOutcome.Done.class, tree.commit(epoch, List.of(put)).getFirst());
    assertArrayEquals(bytes("new"), user.read("f"));
    assertEquals(3, java.util.Objects.requireNonNull(done.version()).size());
    assertEquals(done, tree.settle(epoch, List.of(put)).getFirst());
  }

  @Test
  void aWriteBetweenCheckAndExchangeIsSwappedBack() throws Exception {
    user.write("f", bytes("old"));
    Tree tree = tree();
    long epoch = tree.lease("me").epoch();
    Step.Put put = staged(tree, "f", "new", user.entry("f"));
    hook = during("commit:checked", () -> user.write("f", bytes("written meanwhile")));
    var outcome = tree.commit(epoch, List.of(put)).getFirst();
    assertInstanceOf(StepOutcome.Drifted.class, outcome);
    assertArrayEquals(bytes("written meanwhile"), user.read("f"));
  }

  @Test
  void aDropAfterTheExchangeIsSettledAsDone() throws Exception {
    user.write("f", bytes("old"));
    Tree tree = tree();
    Step.Put put = staged(tree, "f", "new", user.entry("f"));
    long epoch = tree.lease("me").epoch();
    hook =
        (host, point) -> {
          if (point.equals("commit:exchanged")) {
            host.drop();
          }
        };
    assertThrows(HostException.class, () -> tree.commit(epoch, List.of(put)));
    hook = Hook.NONE;
    Tree again = tree();
    var settled = again.settle(again.lease("me").epoch(), List.of(put)).getFirst();
    assertInstanceOf(StepOutcome.Done.class, settled);
    assertEquals(0, again.sweep(again.lease("me").epoch()).kept().size());
  }

  @Test
  void oneLeaseAtATimeAndTheOldEpochIsRefused() throws Exception {
    MemoryHost first = machine.connect(WEB, Hook.NONE);
    Tree one = first.open(SPEC);
    long epoch = one.lease("one").epoch();
    assertThrows(TreeException.class, () -> tree().lease("two"));
    first.drop();
    Tree two = tree();
    assertEquals("one", two.lease("two").before());
    assertThrows(TreeException.class, () -> two.commit(epoch, List.of()));
  }

  @Test
  void rightsAreThoseOfTheAccount() throws Exception {
    MemoryUser root = machine.user(Account.ROOT, "/srv/root");
    root.makeDirectory("closed");
    root.write("closed/f", bytes("1"));
    root.chmod("closed", 0700);
    try (Listing listing = tree().list(new Scope.Whole())) {
      var found = assertInstanceOf(Listing.Found.class, listing.next());
      assertEquals("can't be read: EACCES", found.closed());
      assertInstanceOf(Listing.End.class, listing.next());
    }
    assertEquals(
        "EACCES", assertThrows(Errno.class, () -> user.write("closed/g", bytes(""))).code());
  }

  @Test
  void whatWasSyncedSurvivesPowerLoss() throws Exception {
    user.write("kept", bytes("1"));
    Tree tree = tree();
    tree.sync(tree.lease("me").epoch(), new Witness("store", 7));
    user.write("unsure", bytes("2"));
    machine.powerLoss(new java.util.Random(1));
    assertThrows(HostException.class, tree::now);
    assertArrayEquals(bytes("1"), user.read("kept"));
    assertEquals(new Witness("store", 7), tree().witness());
  }

  @Test
  void aFullDiskRefusesTheStagedFile() throws Exception {
    user.write("f", bytes("old"));
    machine.disk().capacity(machine.disk().used() + 2);
    var ask = new StageAsk("s-1", RelPath.of("g"), user.entry("f"), null);
    try (var staging = tree().stage(List.of(ask))) {
      staging.data(0, bytes("too long"), 0, 8);
      staging.finish(0, Content.sha256(bytes("too long")));
      var failed = assertInstanceOf(StageOutcome.Failed.class, staging.outcomes().getFirst());
      assertEquals(true, failed.diskFull());
    }
  }

  private interface Work {
    void run() throws Errno;
  }

  private static Hook during(String where, Work work) {
    return (host, point) -> {
      if (point.equals(where)) {
        try {
          work.run();
        } catch (Errno e) {
          throw new AssertionError(e);
        }
      }
    };
  }
}
