package org.duplexsync.engine.committing;

import org.duplexsync.engine.pair.Leases;
import org.duplexsync.engine.pair.Link;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.host.Witness;
import org.duplexsync.store.Generations;

/** Makes the next generation durable: the store says so first, then each server, then the store. */
public final class Durable {
  private final Link link;
  private final Leases leases;
  private final Generations generations;
  private final String storeId;

  public Durable(Link link, Leases leases, Generations generations, String storeId) {
    this.link = link;
    this.leases = leases;
    this.generations = generations;
    this.storeId = storeId;
  }

  public void run() throws HostException, TreeException {
    long next = generations.begin();
    var witness = new Witness(storeId, next);
    link.together()
        .both(side -> {
          link.tree(side).sync(leases.epoch(side), witness);
          return side;
        });
    generations.commit(next);
  }
}
