package org.duplexsync.host;

import static org.duplexsync.host.Contract.WHEN;
import static org.duplexsync.host.Contract.all;
import static org.duplexsync.host.Contract.bytes;
import static org.duplexsync.host.Contract.entry;
import static org.duplexsync.host.Contract.names;
import static org.duplexsync.host.Contract.path;
import static org.duplexsync.host.Contract.sha;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How every realisation of {@link Host} lists, looks, hashes and reads. */
public abstract class ReadContract {
  /** A new host over an empty root, what stands behind it, and the root opened. */
  public record Opened(Host host, World world, Tree tree) {}

  @SuppressWarnings("NullAway.Init")
  Host host;

  @SuppressWarnings("NullAway.Init")
  World world;

  @SuppressWarnings("NullAway.Init")
  Tree tree;

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

  static Entry there(@Nullable Entry entry) {
    return Objects.requireNonNull(entry);
  }

  static Seen seen(Tree tree, String path) throws HostException {
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
        Set.of("* d/edited 2", "- goes", "* link elsewhere", "+ new there"),
        then.stream()
            .map(Contract::told)
            .filter(told -> !told.endsWith("directory"))
            .collect(Collectors.toSet()));
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
}
