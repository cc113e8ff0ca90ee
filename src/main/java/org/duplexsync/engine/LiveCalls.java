package org.duplexsync.engine;

import org.duplexsync.engine.live.Lost;
import org.duplexsync.engine.pair.CancelledException;
import org.duplexsync.engine.pair.SideException;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.Side;
import org.duplexsync.store.StoreException;
import org.jspecify.annotations.Nullable;

/** What live mode asks of servers, each in its turn; whatever goes wrong is told as a loss. */
record LiveCalls(Hold hold) {
  /** Something that may end as the engine's calls end. */
  interface Asked<T extends @Nullable Object> {
    T run() throws HostException, TreeException, SideException;
  }

  /** Instead of what was asked, when a person ended that, be it before it had its turn. */
  interface Answer<T extends @Nullable Object> {
    T give(CancelledException why) throws Lost;
  }

  <T extends @Nullable Object> T ask(Asked<T> asked) throws Lost {
    return ask(
        asked,
        why -> {
          throw lost(null, why);
        });
  }

  <T extends @Nullable Object> T ask(Asked<T> asked, Answer<T> cancelled) throws Lost {
    try {
      return hold.inTurn(hold.lives, _ -> run(asked));
    } catch (CancelledException e) {
      return cancelled.give(e);
    }
  }

  private <T extends @Nullable Object> T run(Asked<T> asked) throws Lost {
    try {
      return asked.run();
    } catch (HostException | TreeException e) {
      SideException told = hold.lost(e);
      throw lost(told.side(), told);
    } catch (SideException e) {
      throw lost(e.side(), e);
    } catch (StoreException e) {
      throw new Lost(null, e.whileLive(), false, e);
    }
  }

  static Lost lost(@Nullable Side side, Exception e) {
    boolean refused =
        e instanceof SideException told && told.tree() == TreeException.Cause.LEASE_HELD;
    return new Lost(side, Hold.message(e), refused, e);
  }
}
