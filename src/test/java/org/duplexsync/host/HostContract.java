package org.duplexsync.host;

import static org.duplexsync.host.Contract.WHEN;
import static org.duplexsync.host.Contract.all;
import static org.duplexsync.host.Contract.bytes;
import static org.duplexsync.host.Contract.commit;
import static org.duplexsync.host.Contract.entry;
import static org.duplexsync.host.Contract.names;
import static org.duplexsync.host.Contract.path;
import static org.duplexsync.host.Contract.sha;
import static org.duplexsync.host.Contract.source;
import static org.duplexsync.host.Contract.staged;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every realisation of {@link Host} must do. */
public abstract class HostContract {
  /** A new host over an empty root, what stands behind it, and the root opened. */
  public record Opened(Host host, World world, Tree tree) {}

  @SuppressWarnings("NullAway.Init")
  private Host host;

  @SuppressWarnings("NullAway.Init")
  private World world;

  @SuppressWarnings("NullAway.Init")
  private Tree tree;

  protected abstract Opened start() throws Exception;

  @BeforeEach
  void open() throws Exception {
    Opened opened = start();
    host = opened.host();
    world = opened.world();
    tree = opened.tree();
  }

  @AfterEach
  void close() {
    if (tree != null) {
      tree.close();
      host.close();
    }
  }

  private static Entry there(@Nullable Entry entry) {
    return Objects.requireNonNull(entry);
  }

  private static Seen seen(Tree tree, String path) throws HostException {
    return tree.look(List.of(path(path))).getFirst();
  }

  @Test
  void listsInByteOrderWithAllThereIsToKnow() throws Exception {
    world.directory(path("a"), 0755);
    world.file(path("a/x"), bytes("inside"), 0640, WHEN);
    world.file(path("a.txt"), bytes("beside"), 0600, WHEN);
    world.symlink(path("link"), "a/../nowhere");
    List<Listing.Item> items = all(tree, new Scope.Whole());
    assertEquals(List.of("a", "a.txt", "a/x", "link"), names(tree, new Scope.Whole()));
    Entry x = ((Listing.Found) items.get(2)).entry();
    assertEquals(6, x.size());
    assertEquals(0640, x.mode());
    assertEquals(WHEN, x.mtime());
    assertEquals(Bytes.of("a/../nowhere"), ((Listing.Found) items.get(3)).entry().target());
    Listing.End end = (Listing.End) items.getLast();
    assertEquals(4, end.entries());
    assertNull(end.incomplete());
  }

  @Test
  void tellsOnlyWhatDiffersFromAKeptListing() throws Exception {
    world.directory(path("d"), 0755);
    world.file(path("d/same"), bytes("1"), 0644, WHEN);
    world.file(path("d/edited"), bytes("1"), 0644, WHEN);
    world.file(path("goes"), bytes("1"), 0644, WHEN);
    world.symlink(path("link"), "d");
    assertFalse(tree.kept("one", false));
    List<Listing.Item> first = all(tree, new Scope.Since(null, "one"));
    assertEquals(6, first.size(), "all of it");
    assertTrue(((Listing.End) first.getLast()).kept());
    assertTrue(tree.kept("one", false));
    assertEquals(1, all(tree, new Scope.Since("one", null)).size(), "nothing but the end");
    world.file(path("d/edited"), bytes("12"), 0644, WHEN);
    world.remove(path("goes"));
    world.remove(path("link"));
    world.symlink(path("link"), "elsewhere");
    world.symlink(path("new"), "there");
    List<Listing.Item> then = all(tree, new Scope.Since("one", "two"));
    assertEquals(
        List.of("* d/edited 2", "- goes", "* link elsewhere", "+ new there"),
        then.stream().map(Contract::told).filter(told -> !told.endsWith("directory")).toList());
    assertTrue(tree.kept("two", true));
    assertFalse(tree.kept("one", false), "dropped");
    assertEquals(1, all(tree, new Scope.Since("two", null)).size());
  }

  @Test
  void looksAsItLists() throws Exception {
    world.directory(path("d"), 0750);
    world.file(path("d/f"), bytes("1"), 0644, WHEN);
    world.symlink(path("l"), "d");
    for (Listing.Item item : all(tree, new Scope.Whole())) {
      if (item instanceof Listing.Found found) {
        assertEquals(found.entry(), entry(tree, found.path()));
      }
    }
    assertEquals(Seen.ABSENT, seen(tree, "d/g"));
    assertEquals(Seen.ABSENT, seen(tree, "d/f/g"), "below a file");
    assertEquals(Seen.ABSENT, seen(tree, "l/f"), "through a link");
  }

  @Test
  void listsBelowAPath() throws Exception {
    world.directory(path("d"), 0755);
    world.directory(path("d/e"), 0755);
    world.file(path("d/e/f"), bytes("1"), 0644, WHEN);
    world.file(path("d.x"), bytes("1"), 0644, WHEN);
    assertEquals(List.of("d", "d/e", "d/e/f"), names(tree, new Scope.Below(path("d"))));
    assertEquals(List.of("d.x"), names(tree, new Scope.Below(path("d.x"))));
    assertEquals(List.of(), names(tree, new Scope.Below(path("none"))));
    assertEquals(List.of("d", "d.x", "d/e", "d/e/f"), names(tree, new Scope.Below(RelPath.ROOT)));
  }

  @Test
  void listsWhatStandsRightInADirectory() throws Exception {
    world.directory(path("d"), 0755);
    world.directory(path("d/e"), 0755);
    world.file(path("d/e/f"), bytes("1"), 0644, WHEN);
    world.file(path("d/g"), bytes("1"), 0644, WHEN);
    world.file(path("d.x"), bytes("1"), 0644, WHEN);
    assertEquals(List.of("d", "d/e", "d/g"), names(tree, new Scope.Children(path("d"))));
    assertEquals(List.of("d.x"), names(tree, new Scope.Children(path("d.x"))));
    assertEquals(List.of(), names(tree, new Scope.Children(path("none"))));
    assertEquals(List.of("d", "d.x"), names(tree, new Scope.Children(RelPath.ROOT)));
  }

  @Test
  void listsWhatWasTouchedAndAllBelowMovedDirectories() throws Exception {
    world.directory(path("z"), 0755);
    world.directory(path("z/deep"), 0755);
    world.file(path("z/deep/f"), bytes("1"), 0644, WHEN);
    world.file(path("still"), bytes("1"), 0644, WHEN);
    java.time.Instant since = tree.now();
    Thread.onSpinWait();
    while (!tree.now().isAfter(since.plusMillis(30))) {
      Thread.onSpinWait();
    }
    world.rename(path("z"), path("a"));
    List<String> touched = names(tree, new Scope.Touched(since.plusMillis(15)));
    assertEquals(List.of("a", "a/deep", "a/deep/f"), touched);
  }

  @Test
  void hashesOnlyWhatIsAsExpected() throws Exception {
    world.file(path("f"), bytes("content"), 0644, WHEN);
    world.file(path("g"), bytes("changes"), 0644, WHEN);
    Expected f = new Expected(path("f"), entry(tree, path("f")));
    Expected g = new Expected(path("g"), entry(tree, path("g")));
    world.file(path("g"), bytes("changed"), 0644, WHEN);
    Expected gone = new Expected(path("gone"), entry(tree, path("f")));
    List<Hashed> hashes = tree.hash(List.of(f, g, gone));
    assertEquals(new Hashed.Ok(sha(bytes("content")), f.entry()), hashes.get(0));
    assertInstanceOf(Hashed.Drifted.class, hashes.get(1));
    assertEquals(new Hashed.Drifted(Seen.ABSENT), hashes.get(2));
  }

  @Test
  void readsContentsInOrder() throws Exception {
    world.file(path("f"), bytes("one"), 0644, WHEN);
    world.file(path("g"), bytes(""), 0644, WHEN);
    Expected f = new Expected(path("f"), entry(tree, path("f")));
    Expected g = new Expected(path("g"), entry(tree, path("g")));
    Contract.Kept kept = new Contract.Kept();
    tree.read(List.of(f, new Expected(path("gone"), f.entry()), g), kept);
    assertEquals(
        List.of("0 one " + sha(bytes("one")), "1 drifted", "2  " + sha(bytes(""))), kept.events);
  }

  @Test
  void ofAFileThatGrewAsMuchCountsAsWasThere() throws Exception {
    world.file(path("log"), bytes("one\n"), 0644, WHEN);
    world.file(path("cut"), bytes("one\n"), 0644, WHEN);
    Entry log = entry(tree, path("log"));
    Entry cut = entry(tree, path("cut"));
    world.file(path("log"), bytes("one\ntwo\n"), 0644, WHEN.plusSeconds(1));
    world.file(path("cut"), bytes("on"), 0644, WHEN.plusSeconds(1));
    Expected grown = new Expected(path("log"), log, true);
    Expected shorter = new Expected(path("cut"), cut, true);
    Expected whole = new Expected(path("log"), entry(tree, path("log")), true);
    Contract.Kept kept = new Contract.Kept();
    tree.read(List.of(grown, shorter, new Expected(path("log"), log), whole), kept);
    assertEquals(
        List.of(
            "0 one\n " + sha(bytes("one\n")),
            "1 drifted",
            "2 drifted",
            "3 one\ntwo\n " + sha(bytes("one\ntwo\n"))),
        kept.events);
    List<Hashed> hashes = tree.hash(List.of(grown, shorter, whole));
    assertEquals(sha(bytes("one\n")), assertInstanceOf(Hashed.Ok.class, hashes.get(0)).sha256());
    assertInstanceOf(Hashed.Drifted.class, hashes.get(1));
    assertEquals(
        sha(bytes("one\ntwo\n")), assertInstanceOf(Hashed.Ok.class, hashes.get(2)).sha256());
  }

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
    assertNull(tree.witness());
    tree.sync(lease.epoch(), new Witness("store-1", 7));
    assertEquals(new Witness("store-1", 7), tree.witness());
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
}
