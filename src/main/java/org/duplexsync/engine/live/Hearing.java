package org.duplexsync.engine.live;

import java.time.Instant;
import org.duplexsync.host.HostException;
import org.duplexsync.host.News;
import org.duplexsync.model.Side;

/** Takes the news of both sides to where they belong. */
record Hearing(Pipeline pipeline, Rounds rounds, Watched watched) {
  void hear(Instant now) throws Lost {
    for (Side side : Side.values()) {
      try {
        for (News news : pipeline.watch(side).poll()) {
          hear(side, news, now);
        }
      } catch (HostException e) {
        throw new Lost(side, String.valueOf(e.getMessage()), false, e);
      }
    }
  }

  private void hear(Side side, News news, Instant now) throws Lost {
    switch (news) {
      case News.Watching(long _, News.Polling polling) -> watched.watching(side, polling);
      case News.WatchLimit limit -> watched.limited(side, limit);
      case News.Ended(String reason) ->
          throw new Lost(null, Outage.rootGone(side, reason), false, new HostException(reason));
      case News.Dirty _, News.Inside _, News.Below _, News.Overflow _ ->
          rounds.dirty().hear(side, news, now);
    }
  }
}
