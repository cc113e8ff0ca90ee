package org.duplexsync.engine;

import java.util.List;
import java.util.Objects;
import org.duplexsync.engine.pair.Leases;
import org.duplexsync.engine.pair.Link;
import org.duplexsync.engine.preparing.Preparation;
import org.duplexsync.engine.preparing.Prepared;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.Halt;

/**
 * The right to write, for a request that needs it. A plain compare took no leases: what it did not
 * put in order is put in order now.
 *
 * @param unread what guards said to that just now; empty if the leases were held already
 */
record Writing(Leases leases, List<Halt> unread) {

  static Writing of(Hold hold, Link link) throws HostException, TreeException {
    Leases held = hold.leases();
    if (held != null) {
      return new Writing(held, List.of());
    }
    var preparation = new Preparation(hold.spec(), link, hold.store, hold.surroundings);
    Prepared now = preparation.run(true, null);
    Leases taken = Objects.requireNonNull(now.leases());
    hold.leases(taken);
    return new Writing(taken, now.halts());
  }
}
