package org.duplexsync.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.duplexsync.Await;
import org.duplexsync.host.News.Hint;
import org.junit.jupiter.api.Test;

/** What a watch does at its limits: overflow, too few watches, no inotify, a helper that ends. */
class HelperWatchLimitsTest extends LocalTrees {
  private static final Duration SIGN = Duration.ofMillis(300);

  @Test
  void anOverflowOfTheKernelsQueueIsHeardAndAllIsWatchedAgain() throws Exception {
    user("mkdir root/old root/away");
    Follower follower = new Follower(tree(), WatchSpec.USUAL);
    WatchChild child = WatchChild.only();
    long before = child.watches();
    child.stop();
    user(
        "cd root && seq -f f%g 6000 | xargs touch && mkdir -p new/deep && mv old new/old && mv away ../temp/out"
            + " && touch new/deep/f");
    child.proceed();
    while (follower.overflows == 0) {
      follower.step();
    }
    follower.catchUp();
    user("touch root/new/deep/g root/new/old/h temp/out/i");
    follower.until(path("new/deep/g"));
    follower.until(path("new/old/h"));
    follower.catchUp();
    child.awaitWatches(before + 1);
  }

  @Test
  void aReaderThatStopsGetsAnOverflowNotAllNews() throws Exception {
    Follower follower = new Follower(tree(), WatchSpec.USUAL);
    String long250 = "n".repeat(240);
    String deep = String.join("/", long250, long250, long250);
    user(
        "cd root && mkdir -p "
            + deep
            + " && cd "
            + deep
            + " && seq -f "
            + long250
            + "%g 14000 | xargs touch");
    follower.until(path(long250));
    while (follower.overflows == 0) {
      follower.step();
    }
    follower.catchUp();
  }

  @Test
  void theAccountsLimitIsNamedAndTheRestPolled() throws Exception {
    user("cd root && mkdir $(seq 40)");
    Tree tree = limited("max_inotify_watches", 30).open(spec());
    Heard heard = new Heard(tree.watch(new WatchSpec(false, Duration.ofMillis(100), 0)));
    heard.until(news -> news instanceof News.Watching);
    News.WatchLimit limit =
        (News.WatchLimit)
            heard.all.stream()
                .filter(news -> news instanceof News.WatchLimit)
                .findAny()
                .orElseThrow();
    assertEquals(30, limit.limit());
    assertTrue(limit.needed() >= 41 && limit.needed() < 60, limit.toString());
    assertTrue(limit.advice().contains("sysctl fs.inotify.max_user_watches=65536"));
    News.Watching how = (News.Watching) heard.all.getLast();
    assertNotNull(how.polling());
    assertTrue(how.directories() > 10 && how.directories() <= 30, how.toString());
    heard.all.clear();
    user("cd root && for i in $(seq 40); do touch $i/f; done");
    heard.untilTold(IntStream.rangeClosed(1, 40).mapToObj(i -> path(i + "/f")).toList());
  }

  @Test
  void directoriesThatComeAfterTheLastWatchArePolled() throws Exception {
    Tree tree = limited("max_inotify_watches", 20).open(spec());
    Heard heard = Heard.ready(tree.watch(new WatchSpec(false, Duration.ofMillis(100), 0)));
    user("cd root && mkdir $(seq 40)");
    heard.until(news -> news instanceof News.WatchLimit);
    heard.until(news -> news instanceof News.Watching how && how.polling() != null);
    heard.all.clear();
    user("cd root && for i in $(seq 40); do touch $i/f; done");
    heard.untilTold(IntStream.rangeClosed(1, 40).mapToObj(i -> path(i + "/f")).toList());
  }

  @Test
  void withoutInotifyItPollsAndSaysWhy() throws Exception {
    for (Host host : List.of(host("inotify_init1"), limited("max_inotify_instances", 0))) {
      Tree tree = host.open(spec());
      Heard heard = new Heard(tree.watch(new WatchSpec(false, Duration.ofMillis(50), 0)));
      heard.until(news -> news instanceof News.Watching);
      News.Polling polling = ((News.Watching) heard.all.getLast()).polling();
      assertNotNull(polling);
      assertTrue(polling.why().contains("inotify can't be had"), polling.why());
      assertTrue(polling.interval().compareTo(polling.cost().multipliedBy(19)) >= 0, "" + polling);
      user("touch root/f");
      heard.untilTold(List.of(path("f")));
      user("rm root/f");
      tree.close();
      host.close();
    }
  }

  @Test
  void aKilledHelperIsAnErrorAndLeavesNothingRunning() throws Exception {
    Watch watch = tree().watch(WatchSpec.USUAL);
    Heard.ready(watch);
    WatchChild child = WatchChild.only();
    CountDownLatch woken = new CountDownLatch(1);
    watch.onNews(woken::countDown);
    child.process().parent().orElseThrow().destroyForcibly();
    assertTrue(woken.await(30, TimeUnit.SECONDS));
    assertThrows(HostException.class, watch::poll);
    child.process().onExit().get(30, TimeUnit.SECONDS);
  }

  @Test
  void aChildThatHangsIsReplacedAndAnythingMayHaveChanged() throws Exception {
    Watch watch = tree().watch(new WatchSpec(false, Duration.ofSeconds(10), 0, SIGN));
    Heard.ready(watch);
    WatchChild child = WatchChild.only();
    var told = new ArrayList<News>();
    long end = System.nanoTime() + SIGN.multipliedBy(6).toNanos();
    Await.until("time has passed", () -> !told.addAll(watch.poll()) && System.nanoTime() - end > 0);
    assertEquals(List.of(), told, "one that has nothing to tell is no one that hangs");
    Await.until(
        "a sign proves that it hears",
        () -> watch.poll().isEmpty() && watch.silent().compareTo(SIGN) < 0);
    child.stop();
    Await.until(
        "nothing is proven any more",
        () -> watch.poll().isEmpty() && watch.silent().compareTo(SIGN) > 0);
    user("touch root/missed");
    Await.until(
        told::toString,
        () -> {
          told.addAll(watch.poll());
          return told.stream().anyMatch(News.Watching.class::isInstance)
              && told.getLast() instanceof News.Overflow;
        });
    child.process().onExit().get(30, TimeUnit.SECONDS);
    user("touch root/f");
    Await.until(
        "it is heard again", () -> watch.poll().stream().anyMatch(News.Dirty.class::isInstance));
  }

  @Test
  void aChildThatPollsAndHangsIsReplacedToo() throws Exception {
    Duration often = Duration.ofMillis(50);
    Watch watch = tree().watch(new WatchSpec(true, often, 0, Duration.ofMillis(20)));
    Heard.ready(watch);
    ProcessHandle polls = WatchChild.thatPolls();
    WatchChild child = new WatchChild(polls, Path.of("none"));
    child.stop();
    var told = new ArrayList<News>();
    Await.until(
        told::toString,
        () -> {
          told.addAll(watch.poll());
          return told.stream().anyMatch(News.Watching.class::isInstance)
              && told.getLast() instanceof News.Overflow;
        });
    polls.onExit().get(30, TimeUnit.SECONDS);
    user("touch root/f");
    Await.until(
        "it is polled again", () -> watch.poll().stream().anyMatch(News.Dirty.class::isInstance));
  }

  @Test
  void aKilledChildIsAnErrorToo() throws Exception {
    Tree tree = tree();
    Watch watch = tree.watch(WatchSpec.USUAL);
    Heard.ready(watch);
    CountDownLatch woken = new CountDownLatch(2);
    watch.onNews(woken::countDown);
    WatchChild.only().process().destroyForcibly();
    while (woken.getCount() > 1) {
      woken.await(1, TimeUnit.SECONDS);
    }
    assertThrows(HostException.class, watch::poll);
    assertNotNull(tree.now(), "the helper lives");
  }

  @Test
  void aClosedWatchOrTreeLeavesNothingRunning() throws Exception {
    Tree tree = tree();
    Watch watch = tree.watch(WatchSpec.USUAL);
    Heard.ready(watch);
    WatchChild child = WatchChild.only();
    watch.close();
    child.process().onExit().get(30, TimeUnit.SECONDS);
    Heard.ready(tree.watch(WatchSpec.USUAL));
    child = WatchChild.only();
    tree.close();
    child.process().onExit().get(30, TimeUnit.SECONDS);
  }

  @Test
  void sleepsWhileNothingHappens() throws Exception {
    user("mkdir -p root/a/b");
    // but for its signs of life, which are far apart here
    var rarely = new WatchSpec(false, Duration.ofSeconds(10), 0, Duration.ofMinutes(10));
    Heard heard = Heard.ready(tree().watch(rarely));
    user("touch root/f");
    heard.until(new News.Dirty(path("f"), Hint.WRITTEN));
    WatchChild child = WatchChild.only();
    // what the touch set off may still be on its way to sleep in the first spans; a clock that
    // wakes it would in all of them
    List<String> seen = new ArrayList<>(List.of(child.switches()));
    do {
      TimeUnit.SECONDS.sleep(3);
      seen.add(child.switches());
    } while (!seen.getLast().equals(seen.get(seen.size() - 2)) && seen.size() < 5);
    assertEquals(seen.get(seen.size() - 2), seen.getLast(), () -> "never sleeps: " + seen);
  }

  @Test
  void fiftyThousandDirectories() throws Exception {
    String memory = sh("mktemp -d /dev/shm/duplex-watch-XXXXXX");
    try {
      sh(
          "chmod 0755 "
              + memory
              + " && cd "
              + memory
              + " && mkdir temp root && chown 65534:65534 *");
      user(
          "cd "
              + memory
              + "/root && mkdir $(seq 50)"
              + " && for i in *; do (cd $i && seq 1000 | xargs mkdir); done");
      TreeSpec spec =
          new TreeSpec(
              "p", memory + "/root", memory + "/temp", null, Set.of(), Set.of(), false, false);
      Tree tree = host().open(spec);
      long start = System.nanoTime();
      Heard heard = new Heard(tree.watch(WatchSpec.USUAL));
      heard.until(new News.Watching(50_051, null));
      long millis = (System.nanoTime() - start) / 1_000_000;
      long kilobytes = WatchChild.only().privateKilobytes();
      System.err.println("50,000 directories: " + millis + " ms, " + kilobytes + " kB");
      assertTrue(kilobytes < 25_000, kilobytes + " kB");
      user("cd " + memory + "/root && mv 7 50/seven && touch 50/seven/500/f");
      heard.untilTold(List.of(path("50/seven/500/f")));
    } finally {
      sh("rm -rf " + memory);
    }
  }

  /** A host in a user namespace that has a limit of its own. */
  private Host limited(String what, int limit) throws Exception {
    return hostThrough(
        List.of(
            "unshare",
            "-U",
            "--map-root-user",
            "sh",
            "-c",
            "echo " + limit + " > /proc/sys/user/" + what + " && exec \"$@\"",
            "sh"));
  }
}
