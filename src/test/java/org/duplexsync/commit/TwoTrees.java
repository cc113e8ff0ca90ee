package org.duplexsync.commit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.duplexsync.host.Host;
import org.duplexsync.host.Listing;
import org.duplexsync.host.Scope;
import org.duplexsync.host.Swept;
import org.duplexsync.host.Tree;
import org.duplexsync.host.TreeSpec;
import org.duplexsync.host.memory.Account;
import org.duplexsync.host.memory.Hook;
import org.duplexsync.host.memory.MemoryMachine;
import org.duplexsync.host.memory.MemoryUser;
import org.duplexsync.host.memory.Timeline;
import org.duplexsync.model.Agreed;
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
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;

/** Two trees on machines in memory, a ledger, and rows made of what the trees hold. */
final class TwoTrees {
  private static final Account WEB = Account.of("web");
  private static final TreeSpec SPEC =
      new TreeSpec("p", "/srv/root", "/srv/tmp", null, Set.of(), Set.of(), false, false);

  /** Nothing was left in a temp dir. */
  static final Swept CLEAN = new Swept(0, List.of(), List.of());

  final Timeline time = new Timeline();
  private final Random random = new Random(7);
  final MapLedger ledger = new MapLedger();
  final MemoryUser a;
  final MemoryUser b;
  Hook hook = Hook.NONE;
  private final MemoryMachine machineA;
  private final MemoryMachine machineB;
  private final List<Host> hosts = new ArrayList<>();
  private @Nullable Ends ends;

  TwoTrees() {
    machineA = machine("one");
    machineB = machine("two");
    a = machineA.user(WEB, "/srv/root");
    b = machineB.user(WEB, "/srv/root");
  }

  private MemoryMachine machine(String name) {
    MemoryMachine machine = new MemoryMachine(name, time);
    machine.provide(WEB, "/srv/root", 0755);
    machine.provide(WEB, "/srv/tmp", 0755);
    return machine;
  }

  Ends ends() throws Exception {
    Ends known = ends;
    if (known == null) {
      known = new Ends(end(machineA), end(machineB));
      ends = known;
    }
    return known;
  }

  /** The engine is gone: connections and leases end. */
  void disconnect() {
    hosts.forEach(Host::close);
    hosts.clear();
    ends = null;
  }

  private End end(MemoryMachine machine) throws Exception {
    Host host = machine.connect(WEB, (h, point) -> hook.at(h, point));
    hosts.add(host);
    Tree tree = host.open(SPEC);
    return new End(machine.name(), tree, tree.lease("test").epoch(), host.facts(), host.shell());
  }

  /** Files that are written all the time. */
  Predicate<RelPath> grows = Setup.NONE;

  int batch = Setup.MOST;

  Setup setup() {
    InstantSource clock = time;
    return new Setup(
        "p",
        1,
        Cause.REQUEST,
        Route.HELPER,
        false,
        false,
        grows,
        null,
        Pace.FREE,
        clock,
        random,
        batch,
        Together.oneByOne());
  }

  Summary commit() throws Exception {
    return new Committer(setup(), ends(), ledger).run(Watcher.NONE, new Cancel());
  }

  /** A file that A has and B gets, agreed from now on. */
  void agree(String path, String content) throws Exception {
    a.write(path, content.getBytes(StandardCharsets.UTF_8));
    plan(path, Choice.A_TO_B);
    commit();
    ledger.forgetPlan();
  }

  /** Lets somebody act at each of the points whose name begins so. */
  void at(String points, Executable act) {
    hook =
        (host, point) -> {
          if (point.startsWith(points)) {
            assertDoesNotThrow(act);
          }
        };
  }

  Settled settle() throws Exception {
    return new Settle(setup(), ends(), ledger).run();
  }

  void plan(String path, Choice choice) throws Exception {
    plan(path, choice, new Change.None(), new Change.None());
  }

  void plan(String path, Choice choice, Change onA, Change onB) throws Exception {
    plan(path, null, choice, onA, onB);
  }

  /** A move of A's that B is to follow. */
  void planMove(String from, String to, boolean vacated) throws Exception {
    plan(
        to,
        new PlanItem.Origin(RelPath.of(from), a.look(from), b.look(from), vacated),
        Choice.A_TO_B,
        new Change.Moved(RelPath.of(from), false),
        new Change.None());
  }

  private void plan(
      String path, PlanItem.@Nullable Origin origin, Choice choice, Change onA, Change onB)
      throws Exception {
    Agreed base = ledger.baseline.get(RelPath.of(path));
    PlanItem item =
        new PlanItem(
            RelPath.of(path),
            origin,
            Bucket.NEW,
            a.look(path),
            b.look(path),
            base,
            onA,
            onB,
            Set.of(Choice.values()),
            choice,
            false,
            "for a test");
    Decision decision = new Decision(choice, "operator:test", time.instant());
    ledger.rows.put(item.path(), new PlanRow(item, null, null, decision, null, 1, null));
  }

  /** Each path with kind, mode and content. */
  Map<String, String> tree(Side side) throws Exception {
    MemoryUser user = side == Side.A ? a : b;
    Map<String, String> all = new TreeMap<>();
    try (Listing listing = ends().of(side).tree().list(new Scope.Whole())) {
      while (listing.next() instanceof Listing.Found found) {
        Entry entry = found.entry();
        String path = new String(found.path().toArray(), UTF_8);
        String content =
            switch (entry.kind()) {
              case FILE -> new String(user.read(path), UTF_8) + " " + entry.mtime();
              case SYMLINK -> "-> " + entry.target();
              case DIRECTORY, OTHER -> "";
            };
        all.put(path, entry.kind() + " " + Integer.toOctalString(entry.mode()) + " " + content);
      }
    }
    return all;
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  /** The administrator of a side. */
  MemoryUser root(Side side) {
    return (side == Side.A ? machineA : machineB).user(Account.ROOT, "/srv/root");
  }

  /** The content of a version. */
  byte[] version(Side side, String name) throws Exception {
    MemoryMachine machine = side == Side.A ? machineA : machineB;
    return machine.user(Account.ROOT, "/srv/tmp/.p-versions").read(name);
  }

  Seen look(Side side, String path) throws Exception {
    return (side == Side.A ? a : b).look(path);
  }
}
