package org.duplexsync.host;

import static org.duplexsync.host.Contract.WHEN;
import static org.duplexsync.host.Contract.bytes;
import static org.duplexsync.host.Contract.commit;
import static org.duplexsync.host.Contract.entry;
import static org.duplexsync.host.Contract.names;
import static org.duplexsync.host.Contract.path;
import static org.duplexsync.host.Contract.source;
import static org.duplexsync.host.Contract.staged;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Seen;
import org.junit.jupiter.api.Test;

/** What every realisation of {@link Host} must do. */
public abstract class HostContract extends ReadContract {
  @Test
  void createsAndReplaces() throws Exception {
    Lease lease = tree.lease("test");
    StageAsk ask = new StageAsk("s-1", path("f"), source(3, 0604), null);
    Entry staged = staged(tree, ask, bytes("new")).entry();
    assertEquals(List.of(), names(tree, new Scope.Whole()), "staged, never in the tree");
    StepOutcome put = commit(tree, lease, new Step.Put(path("f"), "s-1", staged, null, null));
    Entry created = there(assertInstanceOf(StepOutcome.Done.class, put).after());
    assertEquals(entry(tree, path("f")), created);
    assertEquals(0604, created.mode());
    assertEquals(WHEN, created.mtime());

    StageAsk again = new StageAsk("s-2", path("f"), source(5, 0644), created);
    Entry second = staged(tree, again, bytes("newer")).entry();
    StepOutcome.Done done =
        assertInstanceOf(
            StepOutcome.Done.class,
            commit(tree, lease, new Step.Put(path("f"), "s-2", second, created, "run1/v1")));
    assertArrayEquals(bytes("newer"), world.content(path("f")));
    assertEquals(created.id().inode(), there(done.version()).id().inode());
    Seen.Present kept = (Seen.Present) tree.keep(List.of("run1/v1")).getFirst();
    assertEquals(3, kept.entry().size());
  }

  @Test
  void neverReplacesWhatWasNotPlanned() throws Exception {
    Lease lease = tree.lease("test");
    world.file(path("f"), bytes("old"), 0644, WHEN);
    Entry old = entry(tree, path("f"));
    Entry staged =
        staged(tree, new StageAsk("s-1", path("f"), source(3, 0644), old), bytes("new")).entry();
    world.file(path("f"), bytes("own"), 0644, WHEN.plusSeconds(1));
    StepOutcome replace = commit(tree, lease, new Step.Put(path("f"), "s-1", staged, old, "run/v"));
    assertInstanceOf(StepOutcome.Drifted.class, replace);
    StepOutcome create = commit(tree, lease, new Step.Put(path("f"), "s-1", staged, null, null));
    assertInstanceOf(StepOutcome.Drifted.class, create);
    StepOutcome remove = commit(tree, lease, new Step.Remove(path("f"), old, "run/w"));
    assertInstanceOf(StepOutcome.Drifted.class, remove);
    assertArrayEquals(bytes("own"), world.content(path("f")));
    assertEquals(1, tree.discard(lease.epoch(), List.of(new Rubbish("s-1", staged))));
  }

  @Test
  void removesToAVersionAndRestoresACopy() throws Exception {
    Lease lease = tree.lease("test");
    world.file(path("f"), bytes("dear"), 0644, WHEN);
    Entry old = entry(tree, path("f"));
    StepOutcome.Done gone =
        (StepOutcome.Done) commit(tree, lease, new Step.Remove(path("f"), old, "run/v"));
    assertNull(gone.after());
    assertEquals(Seen.ABSENT, seen(tree, "f"));
    StageOutcome.Staged copy =
        assertInstanceOf(
            StageOutcome.Staged.class,
            tree.restore("run/v", new StageAsk("s-1", path("f"), old, null)));
    assertNotEquals(old.id().inode(), copy.entry().id().inode());
    commit(tree, lease, new Step.Put(path("f"), "s-1", copy.entry(), null, null));
    assertArrayEquals(bytes("dear"), world.content(path("f")));
    assertInstanceOf(Seen.Present.class, tree.keep(List.of("run/v")).getFirst());
  }

  @Test
  void purgesAVersionOnlyIfItIsStillTheOneThatWasKept() throws Exception {
    Lease lease = tree.lease("test");
    world.file(path("f"), bytes("dear"), 0644, WHEN);
    world.file(path("g"), bytes("dear, too"), 0644, WHEN);
    Entry f = entry(tree, path("f"));
    Entry g = entry(tree, path("g"));
    commit(tree, lease, new Step.Remove(path("f"), f, "7/v"));
    commit(tree, lease, new Step.Remove(path("g"), g, "7/w"));
    var v = new Version("7/v", f);
    assertThrows(TreeException.class, () -> tree.purge(lease.epoch() - 1, List.of(v)));
    List<Seen> left =
        tree.purge(lease.epoch(), List.of(v, new Version("7/w", f), new Version("7/none", f)));
    assertEquals(Seen.ABSENT, left.getFirst());
    assertInstanceOf(Seen.Present.class, left.get(1), "it is another file");
    assertEquals(Seen.ABSENT, left.get(2));
    assertEquals(List.of(Seen.ABSENT), tree.keep(List.of("7/v")));
    assertInstanceOf(Seen.Present.class, tree.keep(List.of("7/w")).getFirst());
    assertEquals(List.of(Seen.ABSENT), tree.purge(lease.epoch(), List.of(new Version("7/w", g))));
    world.file(path("f"), bytes("again"), 0644, WHEN);
    Entry again = entry(tree, path("f"));
    assertInstanceOf(
        StepOutcome.Done.class, commit(tree, lease, new Step.Remove(path("f"), again, "7/x")));
    assertInstanceOf(Seen.Present.class, tree.keep(List.of("7/x")).getFirst());
  }

  @Test
  void makesMovesAndRemovesDirectories() throws Exception {
    Lease lease = tree.lease("test");
    StepOutcome.Done made =
        (StepOutcome.Done) commit(tree, lease, new Step.MakeDirectory(path("d"), 0751));
    assertEquals(0751, there(made.after()).mode());
    world.file(path("d/f"), bytes("1"), 0644, WHEN);
    Entry d = entry(tree, path("d"));
    assertEquals(
        new StepOutcome.NotEmpty(), commit(tree, lease, new Step.RemoveDirectory(path("d"), d)));
    Step move = new Step.Move(path("d"), path("e"), d);
    assertInstanceOf(StepOutcome.Done.class, commit(tree, lease, move));
    assertArrayEquals(bytes("1"), world.content(path("e/f")));
    world.remove(path("e/f"));
    assertInstanceOf(
        StepOutcome.Done.class, commit(tree, lease, new Step.RemoveDirectory(path("e"), d)));
    assertEquals(List.of(), names(tree, new Scope.Whole()));
  }

  @Test
  void movesOntoNothingOnly() throws Exception {
    Lease lease = tree.lease("test");
    world.file(path("f"), bytes("1"), 0644, WHEN);
    world.file(path("g"), bytes("2"), 0644, WHEN);
    Entry f = entry(tree, path("f"));
    StepOutcome moved = commit(tree, lease, new Step.Move(path("f"), path("g"), f));
    assertInstanceOf(StepOutcome.Drifted.class, moved);
    assertArrayEquals(bytes("2"), world.content(path("g")));
    assertArrayEquals(bytes("1"), world.content(path("f")));
  }

  @Test
  void swapsAndParks() throws Exception {
    Lease lease = tree.lease("test");
    world.file(path("f"), bytes("1"), 0644, WHEN);
    world.file(path("g"), bytes("2"), 0644, WHEN);
    Entry f = entry(tree, path("f"));
    Entry g = entry(tree, path("g"));
    if (tree.facts().exchange()) {
      commit(tree, lease, new Step.Swap(path("f"), f, path("g"), g));
      assertArrayEquals(bytes("2"), world.content(path("f")));
      assertArrayEquals(bytes("1"), world.content(path("g")));
    }
    Entry now = entry(tree, path("f"));
    commit(tree, lease, new Step.Park(path("f"), "p-1", now, null));
    assertEquals(Seen.ABSENT, seen(tree, "f"));
    tree.discard(lease.epoch(), List.of(new Rubbish("p-1", null)));
    StepOutcome put = commit(tree, lease, new Step.Put(path("h"), "p-1", now, null, null));
    assertInstanceOf(StepOutcome.Done.class, put, "parked things survive a clean-up");
  }

  @Test
  void linksTravelAsLinks() throws Exception {
    Lease lease = tree.lease("test");
    StageAsk ask = new StageAsk("s-1", path("l"), Contract.link("/etc/passwd"), null);
    Entry staged = staged(tree, ask, new byte[0]).entry();
    commit(tree, lease, new Step.Put(path("l"), "s-1", staged, null, null));
    assertEquals(Bytes.of("/etc/passwd"), entry(tree, path("l")).target());
    StageAsk below = new StageAsk("s-2", path("l/f"), source(1, 0644), null);
    Entry other = staged(tree, below, bytes("1")).entry();
    assertInstanceOf(
        StepOutcome.Drifted.class,
        commit(tree, lease, new Step.Put(path("l/f"), "s-2", other, null, null)));
  }

  @Test
  void aLateCommitIsRefused() throws Exception {
    Lease lease = tree.lease("test");
    List<Step> steps = List.of(new Step.MakeDirectory(path("d"), 0755));
    TreeException late =
        assertThrows(TreeException.class, () -> tree.commit(lease.epoch() - 1, steps));
    assertEquals(TreeException.Cause.EPOCH_STALE, late.kind());
    assertEquals(Seen.ABSENT, seen(tree, "d"));
  }

  @Test
  void remembersTheWitness() throws Exception {
    Lease lease = tree.lease("test");
    tree.flush();
    assertNull(tree.witness());
    tree.sync(lease.epoch(), new Witness("store-1", 7));
    assertEquals(new Witness("store-1", 7), tree.witness());
  }

  @Test
  void aSyncThatEndsLateTakesNothingBackThatTheWitnessSaid() throws Exception {
    Lease lease = tree.lease("test");
    tree.sync(lease.epoch(), new Witness("store-1", 7));
    tree.sync(lease.epoch(), new Witness("store-1", 6));
    assertEquals(new Witness("store-1", 7), tree.witness());
    tree.sync(lease.epoch(), new Witness("store-2", 1));
    assertEquals(new Witness("store-2", 1), tree.witness());
  }

  @Test
  void setsMetadataOfWhatWasPlanned() throws Exception {
    Lease lease = tree.lease("test");
    world.file(path("f"), bytes("1"), 0644, WHEN);
    Entry f = entry(tree, path("f"));
    Step.SetMetadata step =
        new Step.SetMetadata(
            path("f"),
            f,
            java.util.Set.of(org.duplexsync.model.Field.MODE, org.duplexsync.model.Field.CONTENT),
            source(1, 0600));
    StepOutcome.Done done = (StepOutcome.Done) commit(tree, lease, step);
    assertEquals(0600, there(done.after()).mode());
    assertEquals(WHEN, there(done.after()).mtime());
    assertInstanceOf(StepOutcome.Drifted.class, commit(tree, lease, step));
  }

  @Test
  void settlesAPutThatWasDoneAndOneThatWasNot() throws Exception {
    Lease lease = tree.lease("test");
    world.file(path("f"), bytes("old"), 0644, WHEN);
    Entry old = entry(tree, path("f"));
    Entry staged =
        staged(tree, new StageAsk("s-1", path("f"), source(3, 0644), old), bytes("new")).entry();
    Step put = new Step.Put(path("f"), "s-1", staged, old, "run/v");
    commit(tree, lease, put);
    for (int i = 0; i < 2; i++) {
      StepOutcome settled = tree.settle(lease.epoch(), List.of(put)).getFirst();
      StepOutcome.Done done = assertInstanceOf(StepOutcome.Done.class, settled);
      assertEquals(old.id().inode(), there(done.version()).id().inode());
    }
    Entry now = entry(tree, path("f"));
    Entry never =
        staged(tree, new StageAsk("s-2", path("f"), source(5, 0644), now), bytes("never")).entry();
    Step undone = new Step.Put(path("f"), "s-2", never, now, "run/w");
    assertInstanceOf(
        StepOutcome.Drifted.class, tree.settle(lease.epoch(), List.of(undone)).getFirst());
    assertArrayEquals(bytes("new"), world.content(path("f")));
    assertEquals(new Swept(0, List.of(), List.of()), tree.sweep(lease.epoch()));
  }

  @Test
  void aSwapWasDoneAlsoWhenOneOfTheTwoWentOnSince() throws Exception {
    if (!tree.facts().exchange()) {
      return;
    }
    Lease lease = tree.lease("test");
    world.file(path("f"), bytes("1"), 0644, WHEN);
    world.file(path("g"), bytes("2"), 0644, WHEN);
    Entry f = entry(tree, path("f"));
    Entry g = entry(tree, path("g"));
    Step swap = new Step.Swap(path("f"), f, path("g"), g);
    assertInstanceOf(
        StepOutcome.Drifted.class, tree.settle(lease.epoch(), List.of(swap)).getFirst());
    commit(tree, lease, swap);
    Step remove = new Step.Remove(path("f"), entry(tree, path("f")), "run/f");
    commit(tree, lease, remove);
    for (StepOutcome settled : tree.settle(lease.epoch(), List.of(swap, remove))) {
      assertInstanceOf(StepOutcome.Done.class, settled);
    }
    assertArrayEquals(bytes("1"), world.content(path("g")));
  }
}
