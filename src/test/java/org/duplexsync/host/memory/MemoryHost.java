package org.duplexsync.host.memory;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.duplexsync.host.Host;
import org.duplexsync.host.HostException;
import org.duplexsync.host.HostFacts;
import org.duplexsync.host.Tree;
import org.duplexsync.host.TreeException;
import org.duplexsync.host.TreeSpec;
import org.duplexsync.host.Watch;
import org.duplexsync.host.WatchSpec;

/** A connection to a {@link MemoryMachine} as one account; once lost it stays lost. */
public final class MemoryHost implements Host {
  private static final Duration CALL = Duration.ofNanos(50_000);

  private final MemoryMachine machine;
  private final Account account;
  private final Hook hook;
  private boolean lost;
  private boolean cutListing;
  private final Set<MemoryWatch> watches = new LinkedHashSet<>();

  MemoryHost(MemoryMachine machine, Account account, Hook hook) {
    this.machine = machine;
    this.account = account;
    this.hook = hook;
  }

  public MemoryMachine machine() {
    return machine;
  }

  Account account() {
    return account;
  }

  @Override
  public HostFacts facts() {
    return new HostFacts(
        machine.name(),
        account.name(),
        account.isRoot() ? 0 : 1000,
        account.groups(),
        "x86_64",
        "6.1.0",
        machine.bootId(),
        "5.36.0",
        "4.9.0",
        null,
        "Digest::SHA",
        null,
        8192,
        Duration.between(machine.timeline().instant(), machine.now()),
        Duration.ofNanos(200_000),
        List.of());
  }

  @Override
  public Tree open(TreeSpec spec) throws HostException, TreeException {
    point("open");
    return new MemoryTree(this, Places.open(this, spec));
  }

  /** A point of the work at which something may happen; time passes. */
  void point(String name) throws HostException {
    alive();
    machine.timeline().pass(CALL);
    hook.at(this, name);
    alive();
  }

  Watch watch(Places places, WatchSpec spec) throws HostException {
    point("watch");
    var watch = new MemoryWatch(this, places, spec);
    watches.add(watch);
    return watch;
  }

  /** Those that were started and not closed. */
  public List<MemoryWatch> watches() {
    return List.copyOf(watches);
  }

  void closed(MemoryWatch watch) {
    watches.remove(watch);
  }

  boolean isLost() {
    return lost;
  }

  private void alive() throws HostException {
    if (lost) {
      throw new HostException("the connection to " + machine.name() + " was lost; try again");
    }
  }

  /** The connection is lost: whatever runs for it ends, its lease is free. */
  public void drop() {
    lost = true;
    machine.gone(this);
    watches().forEach(MemoryWatch::lost);
  }

  /** The next listing ends without a good trailer, as when find was killed. */
  public void cutListing() {
    cutListing = true;
  }

  boolean takeCut() {
    boolean cut = cutListing;
    cutListing = false;
    return cut;
  }

  @Override
  public void close() {
    drop();
  }
}
