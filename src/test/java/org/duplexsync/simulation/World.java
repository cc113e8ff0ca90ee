package org.duplexsync.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.duplexsync.engine.pair.Sides;
import org.duplexsync.host.TreeSpec;
import org.duplexsync.host.memory.Account;
import org.duplexsync.host.memory.MemoryMachine;
import org.duplexsync.host.memory.MemoryUser;
import org.duplexsync.host.memory.Timeline;
import org.duplexsync.model.Side;

/** Two servers with a root each, as in the document: two accounts, two temp dirs. */
final class World {
  static final String PAIR = "pair";
  private static final String ROOT = "/srv/root";
  private static final String TEMP = "/srv/tmp";

  private final Timeline time = new Timeline();
  private final Sides<Account> accounts =
      new Sides<>(Account.of("webmgr", "shared"), Account.of("imgcms", "shared"));
  private final Traits traits;
  private final Sides<MemoryMachine> machines;

  World(RandomGenerator random, Traits traits) {
    this.traits = traits;
    Duration tick = Duration.ofNanos(List.of(1, 1, 4_000_000).get(random.nextInt(3)));
    machines = new Sides<>(new MemoryMachine("a", time, tick), new MemoryMachine("b", time, tick));
    machines.b().skew(Duration.ofMillis(random.nextInt(-300, 300)));
    for (Side side : Side.values()) {
      machine(side).provide(account(side), ROOT, 0755);
      machine(side).provide(engine(side), TEMP, 0755);
      machine(side).disk().sync();
    }
  }

  Timeline time() {
    return time;
  }

  MemoryMachine machine(Side side) {
    return machines.of(side);
  }

  Account account(Side side) {
    return accounts.of(side);
  }

  Traits traits() {
    return traits;
  }

  /** As whom the engine works. */
  Account engine(Side side) {
    return traits.owners() ? Account.ROOT : account(side);
  }

  MemoryUser user(Side side) {
    return machine(side).user(account(side), ROOT);
  }

  /** Somebody who may do anything, seen from the root of the whole disk. */
  MemoryUser admin(Side side) {
    return machine(side).user(Account.ROOT, ROOT);
  }

  /** The whole disk: trees, stages and versions. */
  MemoryUser disk(Side side) {
    return machine(side).user(Account.ROOT, "/");
  }

  TreeSpec spec() {
    return new TreeSpec(PAIR, ROOT, TEMP, null, Set.of(), Set.of(), traits.owners(), false);
  }
}
