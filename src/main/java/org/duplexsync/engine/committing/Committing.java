package org.duplexsync.engine.committing;

import java.util.function.Predicate;
import org.duplexsync.commit.End;
import org.duplexsync.commit.Ends;
import org.duplexsync.commit.Setup;
import org.duplexsync.engine.pair.Leases;
import org.duplexsync.engine.pair.Link;
import org.duplexsync.engine.pair.PairSpec;
import org.duplexsync.engine.pair.Surroundings;
import org.duplexsync.host.Host;
import org.duplexsync.model.Cause;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;

/** What commits and settling need of a pair whose leases are held. */
public record Committing(PairSpec spec, Link link, Leases leases, Surroundings surroundings) {
  String pair() {
    return spec.name();
  }

  public Ends ends() {
    return new Ends(end(Side.A), end(Side.B));
  }

  private End end(Side side) {
    Host host = link.host(side);
    return new End(
        host.facts().name(), link.tree(side), leases.epoch(side), host.facts(), host.shell());
  }

  Setup setup(long run, Cause cause) {
    return setup(run, cause, Setup.NONE);
  }

  /**
   * @param grows files that are written all the time
   */
  Setup setup(long run, Cause cause, Predicate<RelPath> grows) {
    return new Setup(
        pair(),
        run,
        cause,
        spec.rules().route(),
        spec.rules().owners(),
        spec.rules().setIds(),
        grows,
        spec.rules().keepVersions(),
        new Bandwidth(link.throttle(), surroundings, spec.rules().live().bytesPerSecond()),
        surroundings.clock(),
        surroundings.random(),
        surroundings.batch(),
        surroundings.together().forCommits());
  }
}
