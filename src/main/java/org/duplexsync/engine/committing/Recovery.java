package org.duplexsync.engine.committing;

import java.util.ArrayList;
import java.util.List;
import org.duplexsync.commit.Ends;
import org.duplexsync.commit.Ledger;
import org.duplexsync.commit.Relook;
import org.duplexsync.commit.Settle;
import org.duplexsync.commit.Settled;
import org.duplexsync.commit.Setup;
import org.duplexsync.commit.StoreLedger;
import org.duplexsync.engine.pair.Surroundings;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.Cause;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.VersionRow;
import org.duplexsync.store.Store;

/**
 * Settles what an earlier run left open, before anything is compared, and looks again at what it
 * replaced.
 */
public final class Recovery {
  private final Committing committing;
  private final Store store;
  private final Surroundings surroundings;

  public Recovery(Committing committing, Store store, Surroundings surroundings) {
    this.committing = committing;
    this.store = store;
    this.surroundings = surroundings;
  }

  /** Returns what was done, in words. */
  public List<String> run() throws HostException, TreeException {
    Ends ends = committing.ends();
    Ledger ledger = new StoreLedger(store, committing.pair(), 0, null, surroundings.clock(), ends);
    Setup setup = committing.setup(0, Cause.SETTLE);
    Settled settled = new Settle(setup, ends, ledger).run();
    var words = new ArrayList<String>();
    if (!settled.actions().isEmpty() || settled.discarded() > 0) {
      words.add(words(settled));
    }
    settled.found().forEach(found -> words.add(words(found)));
    var relook = new Relook(ledger, setup.together());
    for (VersionRow grown : relook.run(ends, surroundings.clock().instant())) {
      words.add(GrownVersions.words(grown));
    }
    return words;
  }

  private static String words(Settled.Found found) {
    String what = found.path() == null ? "Something" : "Content of " + found.path();
    return found.moved()
        ? "%s lay in the temp dir of %s that no run of this store left there; it may be the only copy and is kept as version %s"
            .formatted(what, found.side(), found.where())
        : "%s lies in the directory of %s's temporary files that no run of this store left there, and can't be moved to the versions: %s"
            .formatted(what, found.side(), found.where());
  }

  private static String words(Settled settled) {
    long done =
        settled.actions().stream().filter(line -> line.outcome() instanceof Outcome.Done).count();
    return ("An earlier run was cut short: of %d actions without a known end %d were done, the rest"
            + " were not; %d staged files were thrown away.")
        .formatted(settled.actions().size(), done, settled.discarded());
  }
}
