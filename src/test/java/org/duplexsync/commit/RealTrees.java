package org.duplexsync.commit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.duplexsync.host.HelperHost;
import org.duplexsync.host.Host;
import org.duplexsync.host.Listing;
import org.duplexsync.host.Scope;
import org.duplexsync.host.Tree;
import org.duplexsync.host.TreeSpec;
import org.duplexsync.host.local.LocalShell;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Cause;
import org.duplexsync.model.Change;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Decision;
import org.duplexsync.model.Entry;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Route;
import org.duplexsync.model.Seen;

/** Two directories of this machine, reached by real helpers. */
final class RealTrees implements AutoCloseable {
  final Path a;
  final Path b;
  final MapLedger ledger = new MapLedger();
  private final Host hostA;
  private final Host hostB;
  private final Ends ends;
  private final Route route;
  Pace pace = Pace.FREE;

  RealTrees(Path base, Route route) throws Exception {
    this(
        base,
        route,
        HelperHost.start(new LocalShell("one"), InstantSource.system()),
        HelperHost.start(new LocalShell("two"), InstantSource.system()));
  }

  RealTrees(Path base, Route route, Host one, Host two) throws Exception {
    this.route = route;
    a = Files.createDirectories(base.resolve("a root's"));
    b = Files.createDirectories(base.resolve("b"));
    hostA = one;
    hostB = two;
    ends = new Ends(end(base, hostA, a, "ta"), end(base, hostB, b, "tb"));
  }

  private static End end(Path base, Host host, Path root, String temp) throws Exception {
    Path dir = Files.createDirectories(base.resolve(temp));
    Tree tree =
        host.open(
            new TreeSpec(
                "p", root.toString(), dir.toString(), null, Set.of(), Set.of(), false, false));
    return new End(temp, tree, tree.lease("test").epoch(), host.facts(), host.shell());
  }

  Ends ends() {
    return ends;
  }

  /** Files that are written all the time. */
  Predicate<RelPath> grows = Setup.NONE;

  Setup setup() {
    return new Setup(
        "p",
        1,
        Cause.REQUEST,
        route,
        false,
        false,
        grows,
        null,
        pace,
        InstantSource.system(),
        new Random(),
        Setup.MOST,
        Together.inThreads());
  }

  Summary commit(Cancel cancel) throws Exception {
    return new Committer(setup(), ends, ledger).run(Watcher.NONE, cancel);
  }

  /** Everything that A has, or B has and A has not, is to be on B as it is on A. */
  void planAll(Choice choice) throws Exception {
    ledger.forgetPlan();
    Map<RelPath, Entry> onA = entries(ends.a().tree());
    Map<RelPath, Entry> onB = entries(ends.b().tree());
    Set<RelPath> paths = new java.util.TreeSet<>(onA.keySet());
    paths.addAll(onB.keySet());
    for (RelPath path : paths) {
      PlanItem item =
          new PlanItem(
              path,
              null,
              Bucket.NEW,
              seen(onA, path),
              seen(onB, path),
              null,
              new Change.Created(),
              new Change.Created(),
              EnumSet.allOf(Choice.class),
              choice,
              false,
              "for a test");
      Decision decision = new Decision(choice, "operator:test", Fixtures.T0);
      ledger.rows.put(path, new PlanRow(item, null, null, decision, null, 1, null));
    }
  }

  private static Seen seen(Map<RelPath, Entry> entries, RelPath path) {
    return Fixtures.seen(entries.get(path));
  }

  static Map<RelPath, Entry> entries(Tree tree) throws Exception {
    Map<RelPath, Entry> all = new TreeMap<>();
    try (Listing listing = tree.list(new Scope.Whole())) {
      while (listing.next() instanceof Listing.Found found) {
        all.put(found.path(), found.entry());
      }
    }
    return all;
  }

  /** What find and sha256sum say, without what may differ: a directory's times. */
  static String fingerprint(Path root) throws Exception {
    return run(
        root,
        "find . ! -type d -printf '%P|%y|%s|%m|%T@|%l\\n' | LC_ALL=C sort; find . -type d -printf"
            + " '%P|%m\\n' | LC_ALL=C sort; find . -type f -print0 | LC_ALL=C sort -z |"
            + " xargs -0r sha256sum");
  }

  static String run(Path in, String script) throws Exception {
    Process process =
        new ProcessBuilder(List.of("/bin/sh", "-c", script))
            .directory(in.toFile())
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(script + ": " + out);
    }
    return out;
  }

  @Override
  public void close() {
    hostA.close();
    hostB.close();
  }
}
