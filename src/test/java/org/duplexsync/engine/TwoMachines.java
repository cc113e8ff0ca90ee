package org.duplexsync.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.duplexsync.engine.committing.CommitEnd;
import org.duplexsync.engine.pair.PairRules;
import org.duplexsync.engine.pair.PairSpec;
import org.duplexsync.engine.pair.SideException;
import org.duplexsync.engine.pair.SideSpec;
import org.duplexsync.engine.pair.Sides;
import org.duplexsync.engine.pair.Surroundings;
import org.duplexsync.engine.pair.Together;
import org.duplexsync.engine.planning.CompareRequest;
import org.duplexsync.filter.FilterSet;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeSpec;
import org.duplexsync.host.memory.Account;
import org.duplexsync.host.memory.Errno;
import org.duplexsync.host.memory.Hook;
import org.duplexsync.host.memory.MemoryHost;
import org.duplexsync.host.memory.MemoryMachine;
import org.duplexsync.host.memory.MemoryUser;
import org.duplexsync.host.memory.Timeline;
import org.duplexsync.model.Cause;
import org.duplexsync.model.Column;
import org.duplexsync.model.Halt;
import org.duplexsync.model.PlanHeader;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RaisedHalt;
import org.duplexsync.model.Selection;
import org.duplexsync.model.Side;
import org.duplexsync.review.Approval;
import org.duplexsync.review.DeleteCheck;
import org.duplexsync.review.Review;
import org.duplexsync.store.Store;
import org.jspecify.annotations.Nullable;

/** A pair on two machines in memory, and an operator who starts engines on it. */
public final class TwoMachines {
  static final Account WEB = Account.of("web");

  public final Timeline time = new Timeline();
  public final MemoryMachine a = new MemoryMachine("a", time);
  public final MemoryMachine b = new MemoryMachine("b", time);
  public final MemoryUser userA = a.user(WEB, "/srv/root");
  public final MemoryUser userB = b.user(WEB, "/srv/root");
  public FilterSet filter = FilterSet.NONE;
  public PairRules rules = PairRules.DEFAULT;
  public Hook hook = Hook.NONE;
  String placeA = "/srv";
  @Nullable Side refused;

  /** Which host was reached last. */
  final Map<Side, MemoryHost> connected = new EnumMap<>(Side.class);

  public TwoMachines() {
    for (MemoryMachine machine : List.of(a, b)) {
      machine.provide(WEB, "/srv/root", 0755);
      machine.provide(WEB, "/srv/tmp", 0755);
      machine.disk().sync();
    }
  }

  /** Something that a test does with an engine. */
  public interface Work<T> {
    T run(PairEngine engine) throws Exception;
  }

  public <T> T engine(Path state, Work<T> work) throws Exception {
    try (Store store = Store.open(state, "job", time);
        PairEngine engine = new PairEngine(spec(), this::connect, store, surroundings())) {
      return work.run(engine);
    }
  }

  public org.duplexsync.host.Host connect(Side side) throws HostException {
    if (side == refused) {
      throw new HostException("no route to host");
    }
    var host = (side == Side.A ? a : b).connect(WEB, (at, point) -> hook.at(at, point));
    connected.put(side, host);
    return host;
  }

  public PairSpec spec() {
    return new PairSpec(
        "p",
        new Sides<>(new SideSpec("a", tree(placeA)), new SideSpec("b", tree("/srv"))),
        filter,
        rules);
  }

  private static TreeSpec tree(String place) {
    return new TreeSpec(
        "p", place + "/root", place + "/tmp", null, Set.of(), Set.of(), false, false);
  }

  public Surroundings surroundings() {
    return new Surroundings(
        time, ZoneOffset.UTC, new Random(1), Together.IN_TURN, time::pass, "test");
  }

  public PlanHeader compare(Path state) throws Exception {
    return engine(state, engine -> engine.compare(request(true)));
  }

  public static CompareRequest request(boolean write) {
    return new CompareRequest(write, null, Column.AT_START, Cause.REQUEST, "operator:test");
  }

  /** Compares and takes every default. */
  public CommitEnd sync(Path state) throws Exception {
    return engine(
        state,
        engine -> {
          PlanHeader plan = engine.compare(request(true));
          return approveAll(engine, plan);
        });
  }

  public static CommitEnd approveAll(PairEngine engine, PlanHeader plan) throws SideException {
    Review review = engine.review(plan.id());
    for (RaisedHalt halt : plan.halts()) {
      review.acknowledge(halt, "operator:test");
    }
    Approval approval = review.approveAll("operator:test", DeleteCheck.NONE);
    return approval instanceof Approval.Approved(var approved)
        ? engine.commit(approved)
        : CommitEnd.NOTHING;
  }

  public List<String> reasons(Path state, PlanHeader plan) throws Exception {
    return engine(
        state,
        engine ->
            engine.rows(plan.id()).page(Selection.ALL, null, 1000).stream()
                .map(TwoMachines::line)
                .toList());
  }

  private static String line(PlanRow row) {
    return row.path() + " " + row.item().bucket() + " " + row.item().proposal();
  }

  static List<Halt> halts(PlanHeader plan) {
    return plan.halts().stream().map(RaisedHalt::halt).toList();
  }

  public void both(String path, String text) throws Errno {
    userA.write(path, text.getBytes(UTF_8));
    userB.write(path, text.getBytes(UTF_8));
    time.pass(Duration.ofSeconds(2));
  }
}
