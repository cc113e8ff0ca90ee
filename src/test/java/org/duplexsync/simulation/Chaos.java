package org.duplexsync.simulation;

import java.util.random.RandomGenerator;
import org.duplexsync.host.memory.Hook;
import org.duplexsync.host.memory.MemoryHost;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/** What may happen at any point of a machine's work for the engine. */
final class Chaos implements Hook {
  /**
   * How likely each thing is at one point, in 1/10,000.
   *
   * @param work somebody changes something
   * @param fault a connection is lost, the engine is killed, the power goes, the disk is full
   */
  record Odds(int work, int fault) {
    static final Odds QUIET = new Odds(0, 0);
  }

  private final World world;
  private final Work work;
  private final RandomGenerator random;
  private final Tally tally;
  private final Held held;
  private Odds odds = Odds.QUIET;
  private boolean killed;
  private boolean rivalAtWork;
  private boolean violent;
  private @Nullable Side only;
  private boolean gentle;
  private @Nullable Runnable onKill;
  private @Nullable Runnable rival;

  Chaos(World world, Work work, RandomGenerator random, Tally tally, Held held) {
    this.world = world;
    this.work = work;
    this.random = random;
    this.tally = tally;
    this.held = held;
  }

  void set(Odds next) {
    odds = next;
    killed = false;
  }

  boolean killed() {
    return killed;
  }

  /** Nothing could go wrong since the odds were set. */
  boolean wasQuiet() {
    return odds.fault == 0;
  }

  /** The power was lost: what was not on a disk by then is gone, and known to be. */
  boolean wasViolent() {
    return violent;
  }

  /** From now on people work on one side alone, and nothing that was written gets lost. */
  void gentle(Side worksOn) {
    only = worksOn;
    gentle = true;
    work.gentle();
  }

  /** What ends the engine's hold on its store when it is killed. */
  void onKill(Runnable action) {
    onKill = action;
  }

  /** Another engine that may start at any point. */
  void rival(Runnable action) {
    rival = action;
  }

  private void startRival(Runnable action) {
    Runnable before = onKill;
    rivalAtWork = true;
    try {
      action.run();
    } finally {
      rivalAtWork = false;
      onKill = before;
    }
  }

  @Override
  public void at(MemoryHost host, String point) {
    if (rivalAtWork) {
      return;
    }
    if (killed) {
      throw new EngineKilled();
    }
    if (rival != null && !odds.equals(Odds.QUIET) && random.nextInt(400) == 0) {
      tally.add("rival at " + point);
      startRival(rival);
    }
    int haste = point.startsWith("commit:") ? 5 : 1;
    if (odds.work > 0 && random.nextInt(10_000) < odds.work * haste) {
      held.exchanged(point.equals("commit:exchanged"));
      Side side = random.nextBoolean() ? Side.A : Side.B;
      work.once(only == null ? side : only);
      held.exchanged(false);
      tally.add("changed at " + point);
    }
    // a commit is short beside the listings, and it is where a fault hurts
    int weight = point.startsWith("list") ? 1 : point.startsWith("commit") ? 6 : 2;
    if (odds.fault > 0 && random.nextInt(10_000) < odds.fault * weight) {
      fault(host, point);
    }
  }

  private void fault(MemoryHost host, String point) {
    int kind = random.nextInt(12);
    switch (gentle && kind == 9 ? 0 : kind) {
      case 0, 1, 2, 3 -> {
        tally.add("dropped at " + point);
        host.drop();
      }
      case 4, 5, 6, 7, 8 -> {
        tally.add("killed at " + point);
        kill();
      }
      case 9 -> {
        tally.add("power lost at " + point);
        violent = true;
        work.around(() -> host.machine().powerLoss(random));
        held.forgive();
      }
      case 10 -> {
        tally.add("disk full at " + point);
        host.machine().disk().capacity(host.machine().disk().used() + random.nextInt(100));
      }
      default -> {
        tally.add("listing cut");
        host.cutListing();
      }
    }
  }

  private void kill() {
    killed = true;
    if (onKill != null) {
      onKill.run();
    }
    throw new EngineKilled();
  }

  /** Faults are over: the disks have room again. */
  void calm() {
    set(Odds.QUIET);
    for (Side side : Side.values()) {
      world.machine(side).disk().capacity(Long.MAX_VALUE);
    }
  }
}
