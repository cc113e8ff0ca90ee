package org.duplexsync.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.duplexsync.engine.pair.Sides;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Listing;
import org.duplexsync.host.Scope;
import org.duplexsync.host.Step;
import org.duplexsync.host.StepOutcome;
import org.duplexsync.host.Tree;
import org.duplexsync.host.TreeException;
import org.duplexsync.host.memory.Errno;
import org.duplexsync.model.Change;
import org.duplexsync.model.Entry;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;

/**
 * Watches what the engine does to the servers: each delete must have a cause on the other side, and
 * only what the engine knew of may be replaced.
 */
final class Acts {
  private final World world;
  private final Tally tally;
  private final Sides<Set<String>> touched = new Sides<>(new TreeSet<>(), new TreeSet<>());
  private final Sides<List<Entry>> known = new Sides<>(new ArrayList<>(), new ArrayList<>());
  private final Sides<Set<String>> unplanned = new Sides<>(new TreeSet<>(), new TreeSet<>());
  private final Map<Side, Map<String, String>> before = new EnumMap<>(Side.class);
  private final List<String> wrong = new ArrayList<>();
  private final Map<RelPath, Integer> looks = new HashMap<>();

  Acts(World world, Tally tally) {
    this.world = world;
    this.tally = tally;
  }

  /** Right before people do something, or a server is put back. */
  void before() {
    for (Side side : Side.values()) {
      before.put(side, ids(side));
    }
  }

  /** Right after: what they touched may go on the other side. */
  void after() {
    for (Side side : Side.values()) {
      Map<String, String> now = ids(side);
      Map<String, String> was = before.getOrDefault(side, Map.of());
      for (var each : was.entrySet()) {
        if (!each.getValue().equals(now.get(each.getKey()))) {
          touched.of(side).add(each.getKey());
          tally.note("  %s went or changed on %s".formatted(each.getKey(), side));
        }
      }
      now.keySet().stream()
          .filter(path -> !was.containsKey(path))
          .forEach(path -> tally.note("  %s is new on %s".formatted(path, side)));
    }
  }

  /** Both sides agree: what was touched up to now has no effect any more. */
  void agreed() {
    touched.a().clear();
    touched.b().clear();
  }

  private Map<String, String> ids(Side side) {
    var all = new TreeMap<String, String>();
    collect(side, "", all);
    return all;
  }

  private void collect(Side side, String directory, Map<String, String> all) {
    try {
      for (var name : world.admin(side).names(directory)) {
        String path = Deeds.join(directory, name);
        Entry entry = world.admin(side).entry(path);
        all.put(path, entry.kind() + " " + entry.id().inode());
        if (entry.isDirectory()) {
          collect(side, path, all);
        }
      }
    } catch (Errno gone) {
      // the root is away
    }
  }

  /** How often places were looked at. */
  Map<RelPath, Integer> looks() {
    return Map.copyOf(looks);
  }

  List<String> wrong() {
    return wrong;
  }

  /** Whether the engine knew what it replaced or removed and kept as a version. */
  boolean knew(Side side, String version, Entry kept) {
    return unplanned.of(side).contains(version)
        || known.of(side).stream().anyMatch(kept::looksLike);
  }

  Tree through(Side side, Tree tree) {
    return new PassingTree(tree) {
      @Override
      public List<Seen> look(List<RelPath> paths) throws HostException {
        tally.note("  look at %s on %s".formatted(paths, side));
        paths.forEach(path -> looks.merge(path, 1, Integer::sum));
        return super.look(paths);
      }

      @Override
      public Listing list(Scope scope) throws HostException {
        tally.note("  list " + scope + " on " + side);
        return super.list(scope);
      }

      @Override
      public List<StepOutcome> commit(long epoch, List<Step> steps)
          throws HostException, TreeException {
        steps.forEach(step -> planned(side, step));
        List<StepOutcome> outcomes = super.commit(epoch, steps);
        heard(side, steps, outcomes);
        return outcomes;
      }

      @Override
      public List<StepOutcome> settle(long epoch, List<Step> steps)
          throws HostException, TreeException {
        List<StepOutcome> outcomes = super.settle(epoch, steps);
        heard(side, steps, outcomes);
        return outcomes;
      }
    };
  }

  private void heard(Side side, List<Step> steps, List<StepOutcome> outcomes) {
    for (int i = 0; i < steps.size(); i++) {
      tally.note("  on %s %s: %s".formatted(side, steps.get(i), outcomes.get(i)));
      if (steps.get(i) instanceof Step.Move move && outcomes.get(i) instanceof StepOutcome.Done) {
        followed(side, move);
      }
      if (outcomes.get(i) instanceof StepOutcome.Drifted(_, String kept) && kept != null) {
        unplanned.of(side).add(kept);
      }
    }
  }

  /** What people took away in a directory is gone under its new name too. */
  private void followed(Side side, Step.Move move) {
    for (String path : List.copyOf(touched.of(side))) {
      RelPath was = RelPath.of(path);
      if (move.from().contains(was)) {
        touched.of(side).add(was.rebase(move.from(), move.to()).toString());
      }
    }
  }

  private void planned(Side side, Step step) {
    switch (step) {
      case Step.Put put -> {
        if (put.expected() != null) {
          known.of(side).add(put.expected());
        }
      }
      case Step.Remove remove -> {
        known.of(side).add(remove.expected());
        deletes(side, remove.path());
      }
      case Step.Park park -> known.of(side).add(park.expected());
      default -> {}
    }
  }

  /** What goes here is not there on the other side, or somebody took it away there. */
  void deletes(Side side, RelPath path) {
    Side other = side.other();
    try {
      boolean there = world.admin(other).look(path.toString()) instanceof Seen.Present;
      if (there && !touched.of(other).contains(path.toString())) {
        wrong.add("%s is deleted on %s and nobody deleted it on %s".formatted(path, side, other));
      }
    } catch (Errno e) {
      // can't be told
    }
  }

  /** What is taken for deleted is gone, or somebody took it away. */
  void believed(PlanItem item) {
    for (Side side : Side.values()) {
      if (item.change(side) instanceof Change.Deleted && item.origin() == null) {
        deletes(side.other(), item.path());
      }
    }
  }
}
