package org.duplexsync.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.duplexsync.model.RelPath;

/** Listens to a {@link Watch} as an engine does: sleeps until it is woken, then takes the news. */
final class Heard {
  private static final int SECONDS = 30;

  private final Watch watch;
  private final Semaphore woken = new Semaphore(0);
  final List<News> all = new ArrayList<>();

  Heard(Watch watch) {
    this.watch = watch;
    watch.onNews(woken::release);
  }

  /** After the whole tree is watched; forgets what was heard before. */
  static Heard ready(Watch watch) throws Exception {
    Heard heard = new Heard(watch);
    heard.until(news -> news instanceof News.Watching);
    heard.all.clear();
    return heard;
  }

  /** All that was heard, once there is such a one. */
  List<News> until(Predicate<News> last) throws Exception {
    return await(() -> all.stream().anyMatch(last), "a certain news");
  }

  List<News> until(News last) throws Exception {
    return await(() -> all.contains(last), last.toString());
  }

  /** Until something says that each path must be looked at. */
  List<News> untilTold(List<RelPath> paths) throws Exception {
    return await(() -> paths.stream().allMatch(this::tells), paths.toString());
  }

  private List<News> await(java.util.function.BooleanSupplier enough, String what)
      throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (true) {
      all.addAll(watch.poll());
      if (enough.getAsBoolean()) {
        return all;
      }
      if (!woken.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw new AssertionError("not told: " + what + "; told were " + all);
      }
      woken.drainPermits();
    }
  }

  boolean tells(RelPath path) {
    return all.stream().anyMatch(news -> covers(news, path));
  }

  private static boolean covers(News news, RelPath path) {
    return switch (news) {
      case News.Dirty(RelPath dirty, _) -> dirty.equals(path);
      case News.Below(RelPath below) -> below.equals(path) || below.contains(path);
      case News.Inside(RelPath directory) -> Objects.equals(path.parent(), directory);
      case News.Overflow() -> true;
      case News.Watching _, News.WatchLimit _, News.Ended _ -> false;
    };
  }
}
