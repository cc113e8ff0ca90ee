package org.duplexsync.engine.pair;

import java.time.Duration;
import java.util.List;
import org.duplexsync.host.HostException;
import org.duplexsync.host.News;
import org.duplexsync.host.TreeException;
import org.duplexsync.host.Watch;
import org.duplexsync.host.WatchSpec;
import org.duplexsync.model.Side;

/** One side watched on a connection of its own, which ends with the watch. */
public final class LoneWatch implements Watch {
  private final Opening opening;
  private final Watch watch;

  private LoneWatch(Opening opening, Watch watch) {
    this.opening = opening;
    this.watch = watch;
  }

  public static LoneWatch open(PairSpec spec, Connector connector, Side side, WatchSpec how)
      throws HostException, TreeException {
    var opening = new Opening(spec, connector);
    try {
      return new LoneWatch(opening, opening.open(side).watch(how));
    } catch (HostException | TreeException | RuntimeException e) {
      opening.close();
      throw e;
    }
  }

  @Override
  public List<News> poll() throws HostException {
    return watch.poll();
  }

  @Override
  public Duration silent() {
    return watch.silent();
  }

  @Override
  public void onNews(Runnable wake) {
    watch.onNews(wake);
  }

  @Override
  public void close() {
    watch.close();
    opening.close();
  }
}
