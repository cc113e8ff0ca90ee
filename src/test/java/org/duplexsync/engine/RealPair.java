package org.duplexsync.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.duplexsync.engine.pair.PairRules;
import org.duplexsync.engine.pair.PairSpec;
import org.duplexsync.engine.pair.SideSpec;
import org.duplexsync.engine.pair.Sides;
import org.duplexsync.engine.pair.Surroundings;
import org.duplexsync.engine.pair.Together;
import org.duplexsync.engine.pair.Waiting;
import org.duplexsync.filter.FilterSet;
import org.duplexsync.host.HelperHost;
import org.duplexsync.host.Host;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeSpec;
import org.duplexsync.host.local.LocalShell;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.Side;
import org.duplexsync.store.Store;
import org.jspecify.annotations.Nullable;

/** A live pair of two real trees on this machine, each behind a helper of its own. */
final class RealPair implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  final Path a;
  final Path b;
  final PairEngine engine;
  private final Path directory;
  private final Store store;
  private final Map<Side, Host> hosts = new ConcurrentHashMap<>();
  volatile @Nullable Side away;

  RealPair(Path directory, PairRules rules) throws IOException {
    this.directory = directory;
    this.a = Files.createDirectories(directory.resolve("a"));
    this.b = Files.createDirectories(directory.resolve("b"));
    Files.createDirectories(directory.resolve("temp-a"));
    Files.createDirectories(directory.resolve("temp-b"));
    this.store = Store.open(directory.resolve("state"), "job", InstantSource.system());
    var spec =
        new PairSpec(
            "p",
            new Sides<>(new SideSpec("a", tree("a")), new SideSpec("b", tree("b"))),
            FilterSet.NONE,
            rules);
    this.engine =
        new PairEngine(
            spec,
            this::connect,
            store,
            new Surroundings(
                InstantSource.system(),
                ZoneOffset.UTC,
                new SecureRandom(),
                Together.AT_ONCE,
                Waiting.REAL,
                "test"));
  }

  private TreeSpec tree(String name) {
    return new TreeSpec(
        "p",
        directory.resolve(name).toString(),
        directory.resolve("temp-" + name).toString(),
        null,
        Set.of(),
        Set.of(),
        false,
        false);
  }

  private Host connect(Side side) throws HostException {
    if (side == away) {
      throw new HostException("the machine can't be reached");
    }
    Host host = HelperHost.start(new LocalShell("here " + side), InstantSource.system());
    hosts.put(side, host);
    return host;
  }

  /** The connection to a side ends, and it can't be reached again. */
  void cut(Side side) {
    away = side;
    Host host = hosts.remove(side);
    if (host != null) {
      host.close();
    }
  }

  void live() {
    engine.live().start("test");
    await(this::isQuiet);
  }

  boolean isQuiet() {
    return engine.state() instanceof EngineState.Live(var status, _) && status.quiet();
  }

  /** Something that becomes true in a while. */
  interface Hope {
    boolean holds() throws Exception;
  }

  void await(Hope hope) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds(hope)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + PATIENCE + "; it is " + engine.state());
      }
      java.util.concurrent.locks.LockSupport.parkNanos(500_000);
    }
  }

  private static boolean holds(Hope hope) {
    try {
      return hope.holds();
    } catch (Exception e) {
      return false;
    }
  }

  @Override
  public void close() {
    engine.close();
    store.close();
    cut(Side.A);
    cut(Side.B);
  }
}
