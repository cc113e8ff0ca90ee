package org.duplexsync.host;

import static org.duplexsync.host.Contract.WHEN;
import static org.duplexsync.host.Contract.bytes;
import static org.duplexsync.host.Contract.path;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.duplexsync.host.News.Hint;
import org.duplexsync.host.ReadContract.Opened;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.RelPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every realisation of {@link Watch} must do. */
public abstract class WatchContract {
  private static final WatchSpec POLLS = new WatchSpec(true, Duration.ofMillis(200), 0);

  @SuppressWarnings("NullAway.Init")
  private Opened opened;

  @SuppressWarnings("NullAway.Init")
  private World world;

  @SuppressWarnings("NullAway.Init")
  private Tree tree;

  /** With {@code pruned} and all directories called {@code .svn} left out. */
  protected abstract Opened start(Set<RelPath> prunePaths, Set<Bytes> pruneNames) throws Exception;

  @BeforeEach
  void open() throws Exception {
    opened = start(Set.of(path("pruned")), Set.of(Bytes.of(".svn")));
    world = opened.world();
    tree = opened.tree();
  }

  @AfterEach
  void close() {
    if (opened != null) {
      tree.close();
      opened.host().close();
    }
  }

  private Heard heard() throws Exception {
    return Heard.ready(tree.watch(WatchSpec.USUAL));
  }

  private void file(String name, String content) throws Exception {
    world.file(path(name), bytes(content), 0644, WHEN);
  }

  @Test
  void saysWhenAllIsWatched() throws Exception {
    world.directory(path("d"), 0755);
    world.directory(path("d/e"), 0755);
    world.directory(path("pruned"), 0755);
    world.directory(path("d/.svn"), 0755);
    file("d/f", "1");
    Heard heard = new Heard(tree.watch(WatchSpec.USUAL));
    heard.until(new News.Watching(3, null));
  }

  @Test
  void tellsWhatHappensToFilesAndLinks() throws Exception {
    Heard heard = heard();
    file("f", "1");
    heard.until(news -> news instanceof News.Dirty(var at, _) && at.equals(path("f")));
    world.chmod(path("f"), 0600);
    heard.until(new News.Dirty(path("f"), Hint.TOUCHED));
    world.rename(path("f"), path("g"));
    heard.until(new News.Dirty(path("f"), Hint.GONE));
    heard.until(new News.Dirty(path("g"), Hint.ARRIVED));
    world.symlink(path("l"), "g");
    heard.until(new News.Dirty(path("l"), Hint.WRITTEN));
    world.remove(path("g"));
    heard.until(new News.Dirty(path("g"), Hint.GONE));
  }

  @Test
  void tellsWhatHappensToDirectories() throws Exception {
    world.directory(path("old"), 0755);
    Heard heard = heard();
    world.directory(path("d"), 0755);
    heard.until(new News.Below(path("d")));
    world.chmod(path("d"), 0700);
    heard.until(new News.Dirty(path("d"), Hint.TOUCHED));
    world.remove(path("old"));
    heard.until(new News.Dirty(path("old"), Hint.GONE));
    file("d/f", "1");
    heard.until(news -> news instanceof News.Dirty(var at, _) && at.equals(path("d/f")));
  }

  @Test
  void missesNothingInFreshDirectories() throws Exception {
    Heard heard = heard();
    world.directory(path("n"), 0755);
    world.directory(path("n/a"), 0755);
    world.directory(path("n/a/b"), 0755);
    file("n/a/b/f", "1");
    heard.untilTold(List.of(path("n"), path("n/a"), path("n/a/b"), path("n/a/b/f")));
  }

  @Test
  void followsAMovedDirectory() throws Exception {
    world.directory(path("d"), 0755);
    world.directory(path("d/e"), 0755);
    world.directory(path("to"), 0755);
    Heard heard = heard();
    world.rename(path("d"), path("to/d"));
    heard.until(new News.Dirty(path("d"), Hint.GONE));
    List<News> told = heard.until(new News.Below(path("to/d")));
    News came = new News.Dirty(path("to/d"), Hint.ARRIVED);
    assertTrue(told.contains(came), told::toString);
    assertTrue(told.indexOf(came) > told.indexOf(new News.Dirty(path("d"), Hint.GONE)));
    file("to/d/e/f", "1");
    heard.until(news -> news instanceof News.Dirty(var at, _) && at.equals(path("to/d/e/f")));
    assertFalse(heard.tells(path("d/e/f")));
  }

  @Test
  void tellsNothingOfWhatIsPruned() throws Exception {
    Heard heard = heard();
    world.directory(path("pruned"), 0755);
    file("pruned/f", "1");
    world.directory(path("d"), 0755);
    world.directory(path("d/.svn"), 0755);
    file("d/.svn/f", "1");
    file("last", "1");
    heard.untilTold(List.of(path("last")));
    assertFalse(heard.tells(path("pruned/f")), heard.all.toString());
    assertFalse(heard.all.contains(new News.Below(path("pruned"))), heard.all.toString());
    assertFalse(heard.all.contains(new News.Below(path("d/.svn"))), heard.all.toString());
    assertFalse(
        heard.all.stream()
            .anyMatch(news -> news instanceof News.Dirty(var at, _) && path("d/.svn").contains(at)),
        heard.all.toString());
  }

  @Test
  void givesRepeatedNewsOnce() throws Exception {
    Watch watch = tree.watch(WatchSpec.USUAL);
    Heard.ready(watch);
    Heard heard = new Heard(watch);
    for (int i = 0; i < 200; i++) {
      file("f", "1" + i);
    }
    file("last", "1");
    heard.untilTold(List.of(path("last")));
    long times =
        heard.all.stream()
            .filter(news -> news instanceof News.Dirty(var at, _) && at.equals(path("f")))
            .count();
    assertTrue(times >= 1 && times < 100, times + " times");
  }

  @Test
  void pollsWhereItIsAsked() throws Exception {
    world.directory(path("d"), 0755);
    file("d/gone", "1");
    file("d/edited", "1");
    Heard heard = new Heard(tree.watch(POLLS));
    heard.until(news -> news instanceof News.Watching);
    News.Watching how = assertInstanceOf(News.Watching.class, heard.all.getLast());
    assertEquals(0, how.directories());
    assertNotNull(how.polling());
    heard.all.clear();
    world.remove(path("d/gone"));
    file("d/edited", "22");
    world.directory(path("n"), 0755);
    file("n/f", "1");
    heard.untilTold(List.of(path("d/gone"), path("d/edited"), path("n"), path("n/f")));
  }

  @Test
  void pollsTheRestWhenThereAreNoMoreWatches() throws Exception {
    for (String name : List.of("a", "b", "c", "d")) {
      world.directory(path(name), 0755);
    }
    WatchSpec two = new WatchSpec(false, Duration.ofMillis(200), 2);
    Heard heard = new Heard(tree.watch(two));
    heard.until(news -> news instanceof News.Watching);
    assertTrue(heard.all.contains(new News.WatchLimit(5, 2)), heard.all.toString());
    News.Watching how = (News.Watching) heard.all.getLast();
    assertEquals(2, how.directories());
    assertNotNull(how.polling());
    heard.all.clear();
    for (String name : List.of("a/f", "b/f", "c/f", "d/f")) {
      file(name, "1");
    }
    heard.untilTold(List.of(path("a/f"), path("b/f"), path("c/f"), path("d/f")));
  }

  @Test
  void wakesAndThrowsWhenTheHostIsLost() throws Exception {
    Watch watch = tree.watch(WatchSpec.USUAL);
    Heard.ready(watch);
    CountDownLatch woken = new CountDownLatch(1);
    watch.onNews(woken::countDown);
    opened.host().close();
    assertTrue(woken.await(30, TimeUnit.SECONDS));
    assertThrows(HostException.class, watch::poll);
  }
}
