package org.duplexsync.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.duplexsync.engine.pair.Sides;
import org.duplexsync.host.HostException;
import org.duplexsync.host.memory.Errno;
import org.duplexsync.host.memory.MemoryHost;
import org.duplexsync.host.memory.MemoryWatch;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/** What becomes of servers, networks and clocks while a pair is live, and passes. */
final class Weather {
  private static final String ROOT = "/srv/root";
  private static final String AWAY = "/srv/root.away";

  private final World world;
  private final Work work;
  private final Chaos chaos;
  private final RandomGenerator random;
  private final Tally tally;
  private final Held held;
  private final Map<Side, Instant> down = new EnumMap<>(Side.class);
  private final Map<Side, Instant> full = new EnumMap<>(Side.class);
  private final Map<Side, Instant> away = new EnumMap<>(Side.class);
  private final Sides<List<MemoryHost>> hosts = new Sides<>(new ArrayList<>(), new ArrayList<>());
  private final Map<Side, Object> copies = new EnumMap<>(Side.class);
  private int odds;
  private @Nullable Side only;
  private boolean violent;

  Weather(World world, Work work, Chaos chaos, RandomGenerator random, Tally tally, Held held) {
    this.world = world;
    this.work = work;
    this.chaos = chaos;
    this.random = random;
    this.tally = tally;
    this.held = held;
  }

  /**
   * @param perStep how likely something happens at one step, in 1/1,000
   */
  void set(int perStep) {
    odds = perStep;
  }

  /** From now on people work on one side alone, and no server is put back. */
  void gentle(Side worksOn) {
    only = worksOn;
  }

  /** A server was put back: what was done to it since is gone, and known to be. */
  boolean wasViolent() {
    return violent;
  }

  MemoryHost connect(Side side) throws HostException {
    if (isUntil(down, side)) {
      throw new HostException("no route to host " + side);
    }
    MemoryHost host = world.machine(side).connect(world.account(side), chaos);
    hosts.of(side).add(host);
    return host;
  }

  List<MemoryHost> hosts(Side side) {
    return hosts.of(side);
  }

  private boolean isUntil(Map<Side, Instant> map, Side side) {
    Instant end = map.get(side);
    return end != null && world.time().instant().isBefore(end);
  }

  /** Something may happen, and what is over passes. */
  void step() {
    for (Side side : Side.values()) {
      if (full.containsKey(side) && !isUntil(full, side)) {
        full.remove(side);
        world.machine(side).disk().capacity(Long.MAX_VALUE);
      }
      if (!isUntil(away, side)) {
        comeBack(side);
      }
    }
    if (random.nextInt(1_000) < odds) {
      something(random.nextBoolean() ? Side.A : Side.B);
    }
  }

  private void something(Side side) {
    switch (random.nextInt(10)) {
      case 0, 1 -> {
        tally.add("weather: outage");
        down.put(side, in(120));
        drop(side);
      }
      case 2 -> {
        tally.add("weather: this machine slept");
        world.time().pass(Duration.ofMinutes(1 + random.nextInt(500)));
      }
      case 3 -> {
        tally.add("weather: a clock was set");
        world.machine(side).skew(Duration.ofMillis(random.nextInt(-900, 900)));
      }
      case 4 -> {
        tally.add("weather: disk full");
        full.put(side, in(40));
        world.machine(side).disk().capacity(world.machine(side).disk().used() + 50);
      }
      case 5 -> goAway(side);
      case 6, 7 -> putBack(side);
      case 8 -> {
        tally.add("weather: listing cut");
        hosts.of(side).forEach(MemoryHost::cutListing);
        overflow(side);
      }
      default -> overflow(side);
    }
  }

  private Instant in(int seconds) {
    return world.time().instant().plus(Duration.ofSeconds(1 + random.nextInt(seconds)));
  }

  private void drop(Side side) {
    hosts.of(side).forEach(MemoryHost::drop);
    hosts.of(side).clear();
  }

  /** The kernel's queue was full while somebody worked: nobody is told what they did. */
  private void overflow(Side side) {
    tally.add("weather: overflow");
    List<MemoryWatch> watches =
        hosts.of(side).stream().flatMap(host -> host.watches().stream()).toList();
    watches.forEach(watch -> watch.deaf(true));
    for (int i = random.nextInt(4); i >= 0 && (only == null || only == side); i--) {
      work.once(side);
    }
    watches.forEach(watch -> watch.deaf(false));
    watches.forEach(MemoryWatch::overflow);
  }

  /** A copy of the server is made, or the server is put back to it. */
  private void putBack(Side side) {
    Object copy = copies.remove(side);
    if (only != null || away.containsKey(side)) {
      return;
    }
    if (copy == null) {
      copies.put(side, world.machine(side).disk().snapshot());
      return;
    }
    tally.add("weather: a server was put back");
    violent = true;
    drop(side);
    down.put(side, in(30));
    work.around(() -> world.machine(side).disk().restore(copy));
    held.forgive();
  }

  private void goAway(Side side) {
    if (!away.containsKey(side)) {
      tally.add("weather: root moved away");
      rename(side, ROOT, AWAY);
      away.put(side, in(40));
    }
  }

  /** Also after the power was lost, which may have put the old name back. */
  private void comeBack(Side side) {
    away.remove(side);
    if (isThere(side, AWAY) && !isThere(side, ROOT)) {
      rename(side, AWAY, ROOT);
    }
  }

  private boolean isThere(Side side, String path) {
    try {
      return world.disk(side).look(path.substring(1)) instanceof Seen.Present;
    } catch (Errno e) {
      throw new IllegalStateException(e);
    }
  }

  private void rename(Side side, String from, String to) {
    held.before();
    try {
      world.disk(side).move(from.substring(1), to.substring(1));
    } catch (Errno e) {
      tally.note("  not moved: " + e.getMessage());
    }
    held.after();
  }

  /** Whether a root is not where it was, or its server can't be reached. */
  @Nullable Side trouble() {
    for (Side side : Side.values()) {
      if (away.containsKey(side) || isUntil(down, side)) {
        return side;
      }
    }
    return null;
  }

  void calm() {
    odds = 0;
    down.clear();
    full.clear();
    for (Side side : Side.values()) {
      comeBack(side);
    }
  }
}
