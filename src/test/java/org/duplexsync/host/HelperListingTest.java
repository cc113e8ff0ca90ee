package org.duplexsync.host;

import static org.duplexsync.host.Contract.all;
import static org.duplexsync.host.Contract.names;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.junit.jupiter.api.Test;

class HelperListingTest extends LocalTrees {
  @Test
  void namesOfAnyBytes() throws Exception {
    List<RelPath> odd =
        List.of(
            path("-rf"),
            path("123"),
            path("0"),
            path("a b"),
            path("a\nb"),
            path("*?["),
            path("\\x"),
            path("\377\376"),
            path("'\""),
            path("9".repeat(100)),
            path(" "),
            path("a'b;c$d"),
            path("\001"));
    user(
        "cd root && printf 'x' > ./-rf && touch 123 0 'a b' '*?[' '\\x' \"'\\\"\" ' '"
            + " && touch \"$(printf 'a\\nb')\" \"$(printf '\\377\\376')\" 'a'\"'\"'b;c$d'"
            + " && touch \"$(printf '\\001')\" "
            + "9".repeat(100));
    Tree tree = tree();
    List<Listing.Item> items = all(tree, new Scope.Whole());
    List<RelPath> listed =
        items.stream()
            .filter(item -> item instanceof Listing.Found)
            .map(item -> ((Listing.Found) item).path())
            .toList();
    assertEquals(odd.stream().sorted().toList(), listed);
    for (Seen seen : tree.look(odd)) {
      assertInstanceOf(Seen.Present.class, seen);
    }
    Lease lease = tree.lease("test");
    for (RelPath name : odd) {
      Seen.Present now = (Seen.Present) tree.look(List.of(name)).getFirst();
      Expected expected = new Expected(name, now.entry());
      assertInstanceOf(Hashed.Ok.class, tree.hash(List.of(expected)).getFirst());
      RelPath moved =
          path(new String(name.toArray(), java.nio.charset.StandardCharsets.ISO_8859_1) + "-m");
      assertInstanceOf(
          StepOutcome.Done.class,
          Contract.commit(tree, lease, new Step.Move(name, moved, now.entry())));
    }
  }

  private static List<Listing.Item> below(List<Listing.Item> items, String directory) {
    return items.stream()
        .filter(item ->
            item instanceof Listing.Found found
                && (found.path().equals(path(directory)) || path(directory).contains(found.path())))
        .toList();
  }

  /** A small subtree is read by the helper itself, a large one by find. */
  @Test
  void aSubtreeIsListedAsItIsInTheWhole() throws Exception {
    user(
        "cd root && mkdir -p d/e/f d/empty d.d 'd/e e' many few shut/in shut/dark"
            + " && printf x > d/e/f/x && touch d.txt d/e.txt d/0 'd/a b' d/-rf"
            + " \"$(printf 'd/\\377\\n')\" d/e/f/123 'd/e e/9'"
            + " && ln -s ../e d/e/link && ln -s 'no such' d/dangling && mkfifo d/fifo"
            + " && ln d/0 d/second && chmod 2775 d/e && chmod 0000 d/-rf && touch -d @1.5 d/old"
            + " && touch -h -d @0 d/dangling"
            + " && cd many && seq -f f%04g 600 | xargs touch && cd ../few"
            + " && seq -f f%04g 499 | xargs touch && cd .. && touch shut/dark/f shut/in/f"
            + " && chmod 0600 shut/dark && chmod 0300 shut/in");
    Tree tree = tree();
    List<Listing.Item> whole = all(tree, new Scope.Whole());
    for (String directory : List.of("d", "many", "few", "shut", "d/empty")) {
      List<Listing.Item> items = all(tree, new Scope.Below(path(directory)));
      assertEquals(below(whole, directory), below(items, directory), directory);
      assertNull(((Listing.End) items.getLast()).incomplete());
    }
    assertEquals(601, below(whole, "many").size());
  }

  @Test
  void whatCantBeReadIsClosedNotAbsent() throws Exception {
    user(
        "cd root && mkdir open shut dark && touch open/f shut/f dark/f && chmod 0300 shut"
            + " && chmod 0600 dark");
    assertThrows(AssertionError.class, () -> user("ls root/shut"), "the denial is real");
    Tree tree = tree();
    List<Listing.Item> items = all(tree, new Scope.Whole());
    assertEquals(List.of("dark", "open", "open/f", "shut"), names(tree, new Scope.Whole()));
    assertNotNull(((Listing.Found) items.get(0)).closed());
    assertNull(((Listing.Found) items.get(1)).closed());
    assertNotNull(((Listing.Found) items.get(3)).closed());
    assertNull(((Listing.End) items.getLast()).incomplete());
    assertInstanceOf(Seen.Unknown.class, tree.look(List.of(path("dark/f"))).getFirst());
    assertInstanceOf(Seen.Present.class, tree.look(List.of(path("shut/f"))).getFirst());
    Listing.Found below = (Listing.Found) all(tree, new Scope.Below(path("shut"))).getFirst();
    assertNotNull(below.closed());
  }

  @Test
  void prunesByPathAndByName() throws Exception {
    user(
        "cd root && mkdir -p 'a*' ab keep/cache .duplex && touch 'a*/f' ab/f keep/cache/f"
            + " keep/f .duplex/f && touch cache");
    TreeSpec pruned =
        new TreeSpec(
            "p",
            root.toString(),
            dir + "/temp",
            null,
            Set.of(path("a*")),
            Set.of(Bytes.of("cache")),
            false,
            false);
    Tree tree = host().open(pruned);
    assertEquals(
        List.of(".duplex", ".duplex/f", "ab", "ab/f", "cache", "keep", "keep/f"),
        names(tree, new Scope.Whole()),
        "a .duplex of somebody else is as any other");
    assertEquals(List.of("keep", "keep/f"), names(tree, new Scope.Below(path("keep"))));
  }

  /** Made step by step, as no call takes such a path. */
  private void makeDeep(String name, int depth) throws Exception {
    user(
        "cd root && perl -e 'for (1 .. "
            + depth
            + ") { mkdir q("
            + name
            + ") or die;"
            + " chdir q("
            + name
            + ") or die; open(my $f, q(>), q(f)) or die }'");
  }

  @Test
  void whatIsTooDeepToBeNamedIsClosedAndAllElseListed() throws Exception {
    user("cd root && touch a z");
    String name = "d".repeat(100);
    makeDeep(name, 45);
    try {
      Tree tree = tree();
      List<Listing.Item> items = all(tree, new Scope.Since(null, "kept"));
      assertNull(((Listing.End) items.getLast()).incomplete());
      List<Listing.Found> found =
          items.stream()
              .filter(Listing.Found.class::isInstance)
              .map(Listing.Found.class::cast)
              .toList();
      List<Listing.Found> closed = found.stream().filter(it -> it.closed() != null).toList();
      assertEquals(1, closed.size());
      assertTrue(String.valueOf(closed.getFirst().closed()).startsWith("too deep"));
      assertEquals(39 * 101 - 1, closed.getFirst().path().length());
      assertEquals(2 + 38 * 2 + 1, found.size());
      assertEquals(1, all(tree, new Scope.Since("kept", null)).size(), "nothing differs");
      var up = java.util.Objects.requireNonNull(closed.getFirst().path().parent());
      assertEquals(3, names(tree, new Scope.Below(up)).size());
      Listing.Found itself =
          (Listing.Found) all(tree, new Scope.Below(closed.getFirst().path())).getFirst();
      assertTrue(String.valueOf(itself.closed()).startsWith("too deep"));
      assertEquals(found.size(), names(tree, new Scope.Touched(java.time.Instant.EPOCH)).size());
    } finally {
      sh("rm -rf root/" + name);
    }
  }

  @Test
  void aRootThatGoesWhileItIsListedIsIncompleteNotEmpty() throws Exception {
    user("cd root && touch f");
    Tree tree = tree();
    sh("chmod 0700 root && chown 0:0 root");
    Listing.End end = (Listing.End) all(tree, new Scope.Whole()).getLast();
    assertNotNull(end.incomplete());
  }

  @Test
  void endsEarlyWhenClosedAndOthersGoOn() throws Exception {
    user(
        "cd root && for d in 1 2 3 4 5 6 7 8; do mkdir $d; (cd $d; seq -f 'a-rather-long-name-%g' 3000 | xargs touch); done");
    Tree tree = tree();
    Listing slow = tree.list(new Scope.Whole());
    assertInstanceOf(Listing.Found.class, slow.next());
    assertEquals(24_009, all(tree, new Scope.Whole()).size());
    slow.close();
    assertEquals(24_009, all(tree, new Scope.Whole()).size());
  }

  @Test
  void whatDiffersIsTheDifferenceOfTwoWholeListings() throws Exception {
    var random = new Random(7);
    user(
        "cd root && for d in 1 2 3 4; do mkdir $d; (cd $d; seq -f 'name-%g' 2000 | xargs touch); done");
    Tree tree = tree();
    Map<RelPath, Entry> before = kept(tree, "k0");
    for (int round = 1; round <= 6; round++) {
      var script = new StringBuilder("cd root || exit\n");
      for (int i = 0; i < 1 + random.nextInt(40); i++) {
        String name = (1 + random.nextInt(4)) + "/name-" + (1 + random.nextInt(2000));
        script.append(
            switch (random.nextInt(5)) {
              case 0 -> "echo more >> " + name;
              case 1 -> "rm -rf " + name;
              case 2 -> "mv " + name + " " + name + "' \n*'$((" + i + "))";
              case 3 -> "rm -rf " + name + "; ln -s 'l '$PWD " + name;
              default -> "rm -rf " + name + "; mkdir -p " + name + "/with/others";
            });
        script.append(" 2>/dev/null\n");
      }
      user(script + (round == 4 ? "rm -rf 2 3 4; touch 9\n" : "") + "true");
      var since = new Scope.Since("k" + (round - 1), "k" + round);
      before = changed(before, all(tree, since));
      assertEquals(kept(tree, "again" + round), before);
    }
  }

  /** What was there before, and what the listing tells of it, which must all be true. */
  private static Map<RelPath, Entry> changed(Map<RelPath, Entry> before, List<Listing.Item> told) {
    Map<RelPath, Entry> after = new TreeMap<>(before);
    for (Listing.Item item : told) {
      switch (item) {
        case Listing.Appeared(var found) ->
            assertNull(after.put(found.path(), found.entry()), "appeared twice");
        case Listing.Found found ->
            assertNotEquals(after.put(found.path(), found.entry()), found.entry());
        case Listing.Gone(var path) -> assertNotNull(after.remove(path));
        case Listing.Trouble trouble -> fail(trouble.reason());
        case Listing.End end -> assertTrue(end.kept());
      }
    }
    return after;
  }

  @Test
  void whatIsListedInAnotherOrderDoesNotDiffer() throws Exception {
    user(
        "cd root && for d in 1 2 3; do mkdir $d; (cd $d; seq -f 'name-%g' 5000 | xargs touch); done");
    Tree tree = tree();
    kept(tree, "one");
    for (String order : List.of("reverse @r", "sort @r", "(@r[5000 .. $#r], @r[0 .. 4999])")) {
      inKept("one", "@r = " + order);
      assertEquals(1, all(tree, new Scope.Since("one", null)).size(), order);
    }
  }

  @Test
  void aSubtreeElsewhereIsTwoDifferencesForEachPath() throws Exception {
    user(
        "cd root && mkdir a z && for d in a/1 a/2; do mkdir $d; (cd $d; seq -f 'name-%g' 10000 | xargs touch); done");
    Tree tree = tree();
    Map<RelPath, Entry> before = kept(tree, "one");
    user("cd root && mv a/1 z && touch z/new a/2/name-7");
    List<Listing.Item> told = all(tree, new Scope.Since("one", "two"));
    assertEquals(kept(tree, "again"), changed(before, told));
    assertTrue(told.size() < 20_010, () -> told.size() + " told");
  }

  /** A file that was renamed while its directory was read can be missed, or named twice. */
  @Test
  void whatWasNotNamedThisTimeAndIsThereIsNotGone() throws Exception {
    user("cd root && mkdir d && touch a b d/c && ln -s b l");
    Tree tree = tree();
    kept(tree, "one");
    inKept("one", "push @r, grep { / [al]$/ } @r");
    assertEquals(1, all(tree, new Scope.Since("one", "two")).size());
    user("rm root/a");
    assertEquals(
        Set.of("- a", "* directory"),
        all(tree, new Scope.Since("two", "three")).stream()
            .map(Contract::told)
            .map(it -> it.replaceFirst("^\\* .*directory|^the end.*", "* directory"))
            .collect(java.util.stream.Collectors.toSet()));
    inKept("three", "push @r, grep { / d$/ } @r");
    Listing.End end = (Listing.End) all(tree, new Scope.Since("three", "four")).getLast();
    assertEquals("d was not listed and is there", end.incomplete());
    assertFalse(end.kept());
  }

  @Test
  void whereMostIsElsewhereTheListingSaysSo() throws Exception {
    user("cd root && mkdir d && (cd d; seq -f 'name-%g' 61000 | xargs touch)");
    Tree tree = tree();
    kept(tree, "one");
    user("rm -r root/d");
    List<Listing.Item> told = all(tree, new Scope.Since("one", "two"));
    assertTrue(told.size() > 60_000, () -> told.size() + " told");
    assertNotNull(((Listing.End) told.getLast()).incomplete());
  }

  /** Rewrites the records {@code @r} of a kept listing. */
  private void inKept(String name, String how) throws Exception {
    sh(
        "f=$(find . -name listed-"
            + name
            + ") && perl -0 -e '@r = <>; chomp @r; "
            + how
            + "; print map { qq($_\\0) } @r' $f > $f-new && mv $f-new $f");
  }

  private static Map<RelPath, Entry> kept(Tree tree, String name) throws HostException {
    Map<RelPath, Entry> entries = new TreeMap<>();
    for (Listing.Item item : all(tree, new Scope.Since(null, name))) {
      if (item instanceof Listing.Found found) {
        entries.put(found.path(), found.entry());
      }
    }
    return entries;
  }

  @Test
  void aKeptListingThatWasCutIsAnErrorNotADelete() throws Exception {
    user("cd root && touch a b c");
    Tree tree = tree();
    all(tree, new Scope.Since(null, "one"));
    Path own = Path.of(tree.facts().tempDir());
    sh(
        "cd "
            + own
            + " && f=$(find . .. -maxdepth 2 -name listed-one | head -n 1) && truncate -s -3 $f");
    assertThrows(HostException.class, () -> all(tree, new Scope.Since("one", "two")));
    assertFalse(tree.kept("one", false), "so the next is whole");
    assertEquals("", sh("find temp -name '*.new'"));
  }

  /** A host whose programs are these scripts, as far as there are some. */
  private Tree treeWith(Map<String, String> programs) throws Exception {
    Path bin = java.nio.file.Files.createDirectory(dir.resolve("bin"));
    for (var program : programs.entrySet()) {
      Path file = bin.resolve(program.getKey());
      java.nio.file.Files.writeString(file, "#!/bin/sh\n" + program.getValue() + "\n");
      sh("chmod 0755 " + file);
    }
    return hostThrough(List.of("env", "PATH=" + bin + ":" + System.getenv("PATH"))).open(spec());
  }

  /** All that find gave was in a pipe when the one behind it died: find itself is content. */
  @Test
  void aListingIsIncompleteWhicheverOfItsProgramsDies() throws Exception {
    user("cd root && touch a b c");
    for (String name : List.of("find", "sort", "tee", "cat")) {
      for (String end : List.of("exit 127", "exit 1", "kill -9 $$")) {
        Tree tree = treeWith(Map.of(name, "sleep 0.2; " + end));
        for (Scope scope : List.of(new Scope.Since(null, "kept"), new Scope.Whole())) {
          List<Listing.Item> items = all(tree, scope);
          Listing.End last = (Listing.End) items.getLast();
          if (last.incomplete() == null) {
            assertEquals(4, items.size(), name + ", " + end + ", " + scope);
          } else {
            assertFalse(last.kept());
          }
        }
        sh("rm -r bin");
      }
    }
  }

  @Test
  void sortThatDiesWhileItIsFedHoldsNothingUp() throws Exception {
    user(
        "cd root && for d in 1 2 3 4 5 6 7 8; do mkdir $d; (cd $d; seq -f 'a-rather-long-name-%g' 3000 | xargs touch); done");
    Tree tree = treeWith(Map.of("sort", "head -c 100000 >/dev/null; echo no room >&2; exit 2"));
    Listing.End end = (Listing.End) all(tree, new Scope.Since(null, "kept")).getLast();
    assertEquals("no room", end.incomplete());
    assertEquals("", sh("find temp -name 'listed-*'"));
  }

  @Test
  void aComplaintOfFindsIsHeardAmongAnyNumberOfMessagesOfWhatVanished() throws Exception {
    user("cd root && touch a b c");
    String vanished = "yes \"find: './d/some-name': No such file or directory\" | head -n 5000 >&2";
    String all = "/usr/bin/find \"$@\"; " + vanished;
    String complaint = "find: './e': Input/output error";
    Tree vanishing = treeWith(Map.of("find", all + "; exit 1"));
    Listing.End end = (Listing.End) all(vanishing, new Scope.Whole()).getLast();
    assertNull(end.incomplete());
    sh("rm -r bin");
    Tree broken =
        treeWith(
            Map.of("find", all + "; echo \"" + complaint + "\" >&2; " + vanished + "; exit 1"));
    end = (Listing.End) all(broken, new Scope.Whole()).getLast();
    assertEquals(complaint, end.incomplete());
  }

  @Test
  void aListingThatCantBeKeptIsWholeAllTheSame() throws Exception {
    user("cd root && seq -f 'a-rather-long-name-%g' 300 | xargs touch");
    String full = "trap '' XFSZ; ulimit -f 1; exec \"$@\"";
    Tree tree = hostThrough(List.of("sh", "-c", full, "sh")).open(spec());
    List<Listing.Item> items = all(tree, new Scope.Since(null, "kept"));
    assertEquals(301, items.size());
    assertNull(((Listing.End) items.getLast()).incomplete());
    assertFalse(((Listing.End) items.getLast()).kept());
    assertEquals("", sh("find temp -name 'listed-*'"));
  }

  /** The kept listing would name it, and nobody would hear of it when it is back. */
  @Test
  void aListingIsNotKeptWhereALinkWasGoneBeforeItsTargetWasRead() throws Exception {
    user("cd root && mkdir d && ln -s x d/l && touch f");
    Tree tree =
        treeWith(Map.of("find", "/usr/bin/find \"$@\" >../temp/all; mv d away; cat ../temp/all"));
    List<Listing.Item> items = all(tree, new Scope.Since(null, "kept"));
    assertEquals(3, items.size(), "without the link");
    assertFalse(((Listing.End) items.getLast()).kept());
    assertEquals("", sh("find temp -name 'listed-*'"));
  }

  @Test
  void whatIsCalledGoneIsLookedAtWhereItsDirectoryIsNow() throws Exception {
    user("cd root && mkdir d && touch d/x && seq -f 'd/a-rather-long-name-%g' 300 | xargs touch");
    kept(tree(), "one");
    user("cd root/d && for f in a*; do ln -sf t $f; done");
    String swap = "mv d away && rm away/x && mkdir d && touch d/x";
    Tree tree =
        treeWith(
            Map.of(
                "find",
                "/usr/bin/find \"$@\" | perl -0 -ne 'print unless m{ d/x\\0}'; sleep 0.3; "
                    + swap));
    List<Listing.Item> told = all(tree, new Scope.Since("one", null));
    assertFalse(
        told.stream()
            .anyMatch(it -> it instanceof Listing.Gone(var path) && path.equals(path("d/x"))));
    assertNull(((Listing.End) told.getLast()).incomplete());
  }

  @Test
  void linksNeverLeadOutOfTheRoot() throws Exception {
    user("cd root && mkdir d && touch d/f");
    Tree tree = tree();
    user("cd root && mv d gone && ln -s /etc d");
    assertEquals(List.of(Seen.ABSENT), tree.look(List.of(path("d/passwd"))));
    assertEquals(List.of("d"), names(tree, new Scope.Below(path("d"))));
    assertEquals(List.of(), names(tree, new Scope.Below(path("d/ssl"))));
    assertThrows(IllegalArgumentException.class, () -> path("../etc"));
  }

  @Test
  void mountsBelowAreClosed() throws Exception {
    org.junit.jupiter.api.Assumptions.assumeTrue(
        "root".equals(System.getProperty("user.name")), "needs root to mount");
    user("cd root && mkdir m n && touch n/f");
    sh("mount -t tmpfs none root/m && touch root/m/f && mount --bind root/n root/m/../n");
    try {
      Tree tree = tree();
      assertEquals(List.of(path("m"), path("n")), tree.facts().mounts());
      List<Listing.Item> items = all(tree, new Scope.Whole());
      assertEquals(List.of("m", "n"), names(tree, new Scope.Whole()));
      assertNotNull(((Listing.Found) items.get(0)).closed());
      assertNotNull(((Listing.Found) items.get(1)).closed());
      assertInstanceOf(Seen.Unknown.class, tree.look(List.of(path("m/f"))).getFirst());
      assertInstanceOf(Seen.Unknown.class, tree.look(List.of(path("n/f"))).getFirst());
    } finally {
      sh("umount root/m root/n");
    }
  }
}
