package org.duplexsync.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.duplexsync.host.News.Hint;
import org.junit.jupiter.api.Test;

/** What a watch by the helper hears of a real file system. */
class HelperWatchTest extends LocalTrees {
  @Test
  void namesOfAnyBytes() throws Exception {
    Heard heard = Heard.ready(tree().watch(WatchSpec.USUAL));
    user(
        "cd root && printf 'x' > ./-rf && touch 123 0 'a b' '*?[' '\\x' \"'\\\"\" ' '"
            + " && touch \"$(printf 'a\\nb')\" \"$(printf '\\377\\376')\" 'a'\"'\"'b;c$d'"
            + " && touch \"$(printf '\\001')\" && mkdir \"$(printf 'd\\n\\377')\""
            + " && touch \"$(printf 'd\\n\\377/f')\"");
    heard.untilTold(
        List.of(
            path("-rf"),
            path("123"),
            path("0"),
            path("a b"),
            path("*?["),
            path("\\x"),
            path("'\""),
            path(" "),
            path("a\nb"),
            path("\377\376"),
            path("a'b;c$d"),
            path("\001"),
            path("d\n\377"),
            path("d\n\377/f")));
  }

  @Test
  void freshTreesAreFollowedWithoutAGap() throws Exception {
    Follower follower = new Follower(tree(), WatchSpec.USUAL);
    user(
        "cd root && for i in $(seq 200); do mkdir -p n$i/a/b && for f in 1 2 3; do"
            + " echo $f > n$i/a/b/$f; echo $f > n$i/a/$f; done; done; touch last");
    follower.until(path("last"));
    follower.catchUp();
    assertEquals(200 * 9 + 1, follower.size());
    assertEquals(0, follower.overflows);
  }

  @Test
  void randomWorkOnDirectoriesIsFollowed() throws Exception {
    Follower follower = new Follower(tree(), WatchSpec.USUAL);
    follow(follower);
  }

  @Test
  void randomWorkIsFollowedByPollsToo() throws Exception {
    Follower follower = new Follower(tree(), new WatchSpec(true, Duration.ofMillis(50), 0));
    follow(follower);
  }

  @Test
  void randomWorkIsFollowedWithAFewWatches() throws Exception {
    user("mkdir -p root/a/b root/c/d root/e");
    Follower follower = new Follower(tree(), new WatchSpec(false, Duration.ofMillis(50), 3));
    follow(follower);
  }

  private void follow(Follower follower) throws Exception {
    long seed = Long.getLong("duplex.simulation.seed", 20261122);
    Random random = new Random(seed);
    for (int round = 0; round < 20; round++) {
      StringBuilder script = new StringBuilder("cd root\n");
      for (int i = 0; i < 40; i++) {
        script.append(act(random, round * 100 + i));
      }
      user(script + "touch round" + round);
      follower.until(path("round" + round));
      try {
        follower.catchUp();
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed + " round " + round + "\n" + script, e);
      }
    }
  }

  private static String act(Random random, int number) {
    String one = place(random);
    String two = place(random);
    return switch (random.nextInt(9)) {
          case 0, 1 ->
              "mkdir -p " + one + " 2>&-; echo " + number + " > " + one + "/f" + number + " 2>&-\n";
          case 2 -> "rm -rf " + one + "\n";
          case 3, 4 -> "mv -T " + one + " " + two + " 2>&-\n";
          case 5 ->
              "mv "
                  + one
                  + " ../temp/out"
                  + number
                  + " 2>&-; mkdir -p "
                  + one
                  + "/x; touch "
                  + one
                  + "/x/g\n";
          case 6 -> "mv ../temp/out* " + two + " 2>&-\n";
          case 7 -> "for i in " + one + "/f*; do echo more >> \"$i\"; done 2>&-\n";
          default ->
              "ln -s nowhere "
                  + one
                  + "/l"
                  + number
                  + " 2>&-; chmod 0"
                  + (700 + random.nextInt(8))
                  + " "
                  + two
                  + " 2>&-\n";
        }
        + "true\n";
  }

  private static String place(Random random) {
    StringBuilder place = new StringBuilder("d" + random.nextInt(3));
    for (int depth = random.nextInt(4); depth > 0; depth--) {
      place.append("/d").append(random.nextInt(3));
    }
    return place.toString();
  }

  @Test
  void whatLeavesTheRootIsWatchedNoMore() throws Exception {
    user("mkdir -p root/d/e/f root/d/g temp/in/deep");
    Tree tree = tree();
    Heard heard = Heard.ready(tree.watch(WatchSpec.USUAL));
    long before = WatchChild.only().watches();
    user("mv root/d temp/d");
    heard.until(new News.Dirty(path("d"), Hint.GONE));
    WatchChild.only().awaitWatches(before - 4);
    user("touch temp/d/e/f/x && touch root/last");
    heard.until(news -> news instanceof News.Dirty(var at, _) && at.equals(path("last")));
    assertFalse(heard.tells(path("d/e/f/x")));
    user("mv temp/in root/in");
    heard.until(new News.Below(path("in")));
    WatchChild.only().awaitWatches(before - 2);
    user("touch root/in/deep/x");
    heard.untilTold(List.of(path("in/deep/x")));
  }

  @Test
  void anExchangeIsAnArrival() throws Exception {
    user("echo old > root/f");
    Tree tree = tree();
    Heard heard = Heard.ready(tree.watch(WatchSpec.USUAL));
    var old = Contract.entry(tree, path("f"));
    StageAsk ask = new StageAsk("s-1", path("f"), Contract.source(3, 0644), old);
    var staged = Contract.staged(tree, ask, Contract.bytes("new")).entry();
    Step put = new Step.Put(path("f"), "s-1", staged, old, "run/v");
    Contract.commit(tree, tree.lease("test"), put);
    heard.untilTold(List.of(path("f")));
    assertEquals(List.of(new News.Dirty(path("f"), Hint.ARRIVED)), heard.all);
  }

  @Test
  void aWriterIsToldAtAPaceUntilItCloses() throws Exception {
    Heard heard = Heard.ready(tree().watch(WatchSpec.USUAL));
    Thread writer =
        Thread.ofVirtual()
            .start(() -> {
              try {
                user(
                    "exec 3> root/log; for i in $(seq 2000); do echo $i >&3; done; sleep 0.6;"
                        + " echo x >&3; sleep 0.6");
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
    heard.until(new News.Dirty(path("log"), Hint.WRITTEN));
    long writing =
        heard.all.stream().filter(new News.Dirty(path("log"), Hint.WRITING)::equals).count();
    assertTrue(writing >= 3 && writing <= 8, writing + " times: " + heard.all);
    writer.join();
  }

  @Test
  void aHardLinkIsCompleteAtOnce() throws Exception {
    user("echo 1 > root/f");
    Heard heard = Heard.ready(tree().watch(WatchSpec.USUAL));
    user("ln root/f root/g");
    heard.until(new News.Dirty(path("g"), Hint.WRITTEN));
  }

  @Test
  void aLinkPutInPlaceOfADirectoryLeadsNowhere() throws Exception {
    user("mkdir -p root/d temp/elsewhere/below");
    Heard heard = Heard.ready(tree().watch(WatchSpec.USUAL));
    long before = WatchChild.only().watches();
    user(
        "mv root/d root/e && ln -s ../temp/elsewhere root/d && mkdir root/n && ln -s ../../temp root/n/up");
    heard.untilTold(List.of(path("d"), path("e"), path("n"), path("n/up")));
    user("touch temp/elsewhere/below/x && touch root/last");
    heard.untilTold(List.of(path("last")));
    assertFalse(heard.tells(path("d/below/x")));
    assertEquals(before + 1, WatchChild.only().watches());
  }

  @Test
  void aDirectoryThatBecomesReadableIsListed() throws Exception {
    user("mkdir -p root/shut/in && chmod 0 root/shut");
    Heard heard = Heard.ready(tree().watch(WatchSpec.USUAL));
    user("chmod 0700 root/shut");
    heard.until(new News.Below(path("shut")));
    user("touch root/shut/in/f");
    heard.until(news -> news instanceof News.Dirty(var at, _) && at.equals(path("shut/in/f")));
  }

  @Test
  void directoriesThatAreGoneBeforeTheyCanBeWatchedAreNotPolled() throws Exception {
    Watch watch = tree().watch(WatchSpec.USUAL);
    Heard heard = Heard.ready(watch);
    user(
        "cd root && perl -e 'for (1 .. 2000) { mkdir \"d\"; mkdir \"d/in\"; select undef, undef, undef,"
            + " rand 0.002; rmdir \"d/in\"; rmdir \"d\" }' && touch last");
    heard.untilTold(List.of(path("last")));
    assertFalse(((HelperWatch) watch).polls());
  }

  @Test
  void endsWhenTheRootIsMovedOrDeleted() throws Exception {
    for (String how :
        List.of("mv root away", "rmdir root", "mv ../above ../gone", "mv -T temp root")) {
      sh(
          "mkdir -p above && rm -rf above/* && mkdir -p above/root above/temp above/own && chown -R 65534:65534 above");
      TreeSpec spec =
          new TreeSpec(
              "p", dir + "/above/root", dir + "/above/own", null, Set.of(), Set.of(), false, false);
      Watch watch = host().open(spec).watch(WatchSpec.USUAL);
      Heard heard = Heard.ready(watch);
      sh("cd above && " + how);
      heard.until(news -> news instanceof News.Ended);
      assertTrue(watch.poll().isEmpty(), "nothing follows");
      sh("rm -rf gone above");
    }
  }

  @Test
  void pollsEndWithTheRootToo() throws Exception {
    Heard heard = Heard.ready(tree().watch(new WatchSpec(true, Duration.ofMillis(50), 0)));
    sh("mv root away");
    heard.until(news -> news instanceof News.Ended);
  }

  @Test
  void hearsOfMounts() throws Exception {
    org.junit.jupiter.api.Assumptions.assumeTrue(
        "root".equals(System.getProperty("user.name")), "needs root to mount");
    user("mkdir -p root/m/was");
    Heard heard = Heard.ready(tree().watch(WatchSpec.USUAL));
    sh("mount -t tmpfs none root/m");
    try {
      heard.until(new News.Below(path("m")));
      heard.all.clear();
    } finally {
      sh("umount root/m");
    }
    heard.until(new News.Below(path("m")));
    sh("touch root/m/was/f");
    heard.until(news -> news instanceof News.Dirty(var at, _) && at.equals(path("m/was/f")));
    sh("mount -t tmpfs none root");
    try {
      heard.until(news -> news instanceof News.Ended);
    } finally {
      sh("umount root");
    }
  }
}
