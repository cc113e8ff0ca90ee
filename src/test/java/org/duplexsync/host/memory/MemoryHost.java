package org.duplexsync.host.memory;

import java.time.Duration;
import java.util.List;
import org.duplexsync.host.Host;
import org.duplexsync.host.HostException;
import org.duplexsync.host.HostFacts;
import org.duplexsync.host.Tree;
import org.duplexsync.host.TreeException;
import org.duplexsync.host.TreeSpec;

/** A connection to a {@link MemoryMachine} as one account; once lost it stays lost. */
public final class MemoryHost implements Host {
  private static final Duration CALL = Duration.ofNanos(50_000);

  private final MemoryMachine machine;
  private final Account account;
  private final Hook hook;
  private boolean lost;
  private boolean cutListing;

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

  private void alive() throws HostException {
    if (lost) {
      throw new HostException("the connection to " + machine.name() + " was lost; try again");
    }
  }

  /** The connection is lost: whatever runs for it ends, its lease is free. */
  public void drop() {
    lost = true;
    machine.gone(this);
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
