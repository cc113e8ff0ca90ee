package org.duplexsync.reconcile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.duplexsync.model.Action;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.BaselineChange;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Field;
import org.duplexsync.model.Kind;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/** Carries actions out on a little world in the order that the commit keeps, and remembers. */
final class Applier {
  private final World world;
  private final Instant now;
  private final List<String> failures = new ArrayList<>();
  private final Map<Action.Move, Disk.Taken> parked = new LinkedHashMap<>();
  private final Set<Action> exchanged = new HashSet<>();
  private final Set<Action> clearing = new HashSet<>();

  private Applier(World world, Instant now) {
    this.world = world;
    this.now = now;
  }

  /** Returns what could not be done, and why. */
  static List<String> apply(
      World world, Planner.Plan plan, Function<PlanItem, Choice> choices, Terms terms) {
    Applier applier = new Applier(world, terms.now().plusSeconds(5));
    Actions actions = new Actions(terms.policy(), Applier::beside);
    List<Action> all = new ArrayList<>();
    for (PlanItem item : plan.items()) {
      List<Action> some = actions.of(item, choices.apply(item));
      if (some.size() > 2
          && some.get(1) instanceof Action.Move
          && some.get(2) instanceof Action.Delete) {
        applier.exchanged.add(some.get(2));
      }
      if (some.size() > 1
          && some.get(0) instanceof Action.Delete
          && some.get(1) instanceof Action.Move) {
        applier.clearing.add(some.get(0));
      }
      all.addAll(some);
    }
    applier.run(all);
    applier.remember(plan);
    return applier.failures;
  }

  private static RelPath beside(RelPath path, Side loser) {
    RelPath parent = path.parent();
    return (parent == null ? RelPath.ROOT : parent).child(Bytes.of(path.name() + ".of-" + loser));
  }

  private void run(List<Action> all) {
    of(all, Action.KeepBeside.class).forEach(this::keepBeside);
    of(all, Action.Delete.class).stream().filter(clearing::contains).forEach(this::delete);
    of(all, Action.Move.class).forEach(this::park);
    of(all, Action.MakeDirectory.class).stream()
        .sorted(Comparator.comparing(Action::path))
        .forEach(this::makeDirectory);
    place(all);
    List<Action.Copy> copies = of(all, Action.Copy.class);
    copies.stream().filter(copy -> !ontoDirectory(copy)).forEach(this::copy);
    of(all, Action.Delete.class).stream()
        .filter(delete -> !exchanged.contains(delete) && !clearing.contains(delete))
        .sorted(Comparator.comparing(Action::path).reversed())
        .forEach(this::delete);
    copies.stream().filter(Applier::ontoDirectory).forEach(this::copy);
    of(all, Action.SetMetadata.class).forEach(this::setMetadata);
  }

  private static <T extends Action> List<T> of(List<Action> all, Class<T> type) {
    return all.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static boolean ontoDirectory(Action.Copy copy) {
    return copy.target() != null && copy.target().isDirectory();
  }

  private void fail(Action action, String why) {
    failures.add(why + ": " + action);
  }

  private static boolean is(Disk.@Nullable Node node, @Nullable Entry planned) {
    return (node == null || planned == null)
        ? (node == null && planned == null)
        : node.kind() == planned.kind()
            && node.inode() == planned.id().inode()
            && (node.kind() != Kind.FILE
                || (node.entry().size() == planned.size() && node.mtime().equals(planned.mtime())));
  }

  private void keepBeside(Action.KeepBeside keep) {
    Disk.Node source = world.disk(keep.from()).get(keep.of());
    Disk disk = world.disk(keep.on());
    if (source == null || !is(source, keep.source()) || disk.get(keep.path()) != null) {
      fail(keep, "can't keep beside");
      return;
    }
    disk.make(keep.path(), source.kind(), source.content(), source.mtime(), source.mode(), now);
  }

  private void park(Action.Move move) {
    Disk disk = world.disk(move.on());
    if (!is(disk.get(move.from()), move.target())) {
      fail(move, "not as planned");
      return;
    }
    parked.put(move, disk.take(move.from()));
  }

  private void place(List<Action> all) {
    parked.entrySet().stream()
        .sorted(Comparator.comparing(e -> e.getKey().path()))
        .forEach(e -> {
          Action.Move move = e.getKey();
          Disk disk = world.disk(move.on());
          boolean free = disk.get(move.path()) == null && disk.canHold(move.path());
          if (!free) {
            fail(move, "no free place");
          }
          disk.place(e.getValue(), free ? move.path() : move.from(), now);
          dropExchanged(all, move, disk);
        });
  }

  /** What an exchange brought out is removed at once. */
  private void dropExchanged(List<Action> all, Action.Move move, Disk disk) {
    for (Action.Delete delete : of(all, Action.Delete.class)) {
      if (exchanged.contains(delete)
          && delete.on() == move.on()
          && delete.path().equals(move.path())
          && is(disk.get(delete.path()), delete.target())) {
        drop(disk, delete.path());
      }
    }
  }

  private void makeDirectory(Action.MakeDirectory make) {
    Disk disk = world.disk(make.on());
    Disk.Node there = disk.get(make.path());
    if (!disk.canHold(make.path()) || !expected(make.on(), make.path(), make.target(), there)) {
      fail(make, "no place for a directory, there is " + there);
      return;
    }
    if (there != null) {
      drop(disk, make.path());
    }
    Entry source = make.source();
    disk.make(make.path(), Kind.DIRECTORY, 0, now, source.mode() & 01777, now);
  }

  /** As planned, or gone because it was moved away by this plan. */
  private boolean expected(
      Side side, RelPath path, @Nullable Entry planned, Disk.@Nullable Node there) {
    boolean vacated =
        parked.keySet().stream().anyMatch(m -> m.on() == side && m.from().equals(path));
    return is(there, planned) || (vacated && there == null);
  }

  private void copy(Action.Copy copy) {
    Disk disk = world.disk(copy.on());
    Disk.Node source = world.disk(copy.on().other()).get(copy.path());
    Disk.Node there = disk.get(copy.path());
    if (source == null || !is(source, copy.source())) {
      fail(copy, "the source is not as planned");
    } else if (!disk.canHold(copy.path())
        || !expected(copy.on(), copy.path(), copy.target(), there)) {
      fail(copy, "the target is not as planned, there is " + there);
    } else if (there != null && !disk.below(copy.path()).isEmpty()) {
      fail(copy, "not empty");
    } else {
      if (there != null) {
        drop(disk, copy.path());
      }
      disk.make(
          copy.path(), source.kind(), source.content(), source.mtime(), source.mode() & 01777, now);
    }
  }

  private void drop(Disk disk, RelPath path) {
    Disk.Node node = disk.get(path);
    if (node != null && node.kind() == Kind.FILE) {
      world.versions.add(node.content());
    }
    disk.remove(path);
  }

  private void delete(Action.Delete delete) {
    Disk disk = world.disk(delete.on());
    if (!is(disk.get(delete.path()), delete.target())) {
      fail(delete, "not as planned");
    } else if (!disk.below(delete.path()).isEmpty()) {
      fail(delete, "not empty");
    } else {
      drop(disk, delete.path());
    }
  }

  private void setMetadata(Action.SetMetadata set) {
    Disk disk = world.disk(set.on());
    Disk.Node node = disk.get(set.path());
    if (node == null) {
      fail(set, "gone");
      return;
    }
    if (set.fields().contains(Field.MODE)) {
      int mode = (node.mode() & ~01777) | (set.source().mode() & 01777);
      node = node.mode(mode, disk.stamp(now));
    }
    if (set.fields().contains(Field.CONTENT)) {
      node = node.at(disk.stamp(set.source().mtime()), disk.stamp(now));
    }
    disk.nodes.put(set.path(), node);
  }

  private void remember(Planner.Plan plan) {
    for (BaselineChange change : plan.agreements()) {
      switch (change) {
        case BaselineChange.Agree(RelPath path, Agreed agreed) -> world.base.put(path, agreed);
        case BaselineChange.Forget(RelPath path) -> world.base.remove(path);
      }
    }
    Set<RelPath> paths = new HashSet<>(world.base.keySet());
    paths.addAll(world.a.nodes.keySet());
    paths.addAll(world.b.nodes.keySet());
    paths.stream().filter(path -> !world.hides(path)).forEach(p -> world.learn(p, true, now));
  }
}
