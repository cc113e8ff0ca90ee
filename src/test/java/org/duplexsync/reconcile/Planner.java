package org.duplexsync.reconcile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.BaselineChange;
import org.duplexsync.model.Difference;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Halt;
import org.duplexsync.model.Moved;
import org.duplexsync.model.Moves;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Sha256;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/** All passes of reconcile over a little world, as the engine runs them over its store. */
final class Planner {
  private final World world;
  private final Terms terms;
  private final TreeMap<RelPath, Difference> rows = new TreeMap<>();
  private final List<BaselineChange> agreements = new ArrayList<>();

  /** What came out. */
  record Plan(List<PlanItem> items, List<BaselineChange> agreements, List<Halt> halts) {
    PlanItem at(String path) {
      return items.stream()
          .filter(item -> item.path().equals(RelPath.of(path)))
          .findFirst()
          .orElseThrow(() -> new AssertionError("nothing planned at " + path + " in " + this));
    }
  }

  private Planner(World world, Terms terms) {
    this.world = world;
    this.terms = terms;
  }

  static Plan plan(World world, Terms terms, Census.Limit limit) {
    return new Planner(world, terms).plan(limit);
  }

  static Plan plan(World world, Terms terms) {
    return plan(world, terms, new Census.Limit(50, 10));
  }

  private Plan plan(Census.Limit limit) {
    Join.Summary summary = Join.run(terms, listed(Side.A), listed(Side.B), agreed(), new Rows());
    for (RelPath path : List.copyOf(rows.keySet())) {
      look(path, Looks.of(row(path), terms.clocks()));
    }
    pair(Side.A);
    pair(Side.B);
    List<PlanItem> classified = classify();
    List<PlanItem> items = forward(backward(classified, world.excluded));
    if (!items.equals(whereBound(classified))) {
      throw new AssertionError("the passes change something elsewhere: " + items);
    }
    Census<RuntimeException> census = new Census<>(limit, terms.clocks(), this::agreedBelow);
    items.forEach(census::add);
    List<Halt> halts = new ArrayList<>(census.halts());
    addIfAny(halts, Guards.farFewer(Side.A, summary.entriesA(), summary.agreed()));
    addIfAny(halts, Guards.farFewer(Side.B, summary.entriesB(), summary.agreed()));
    return new Plan(items, agreements, halts);
  }

  private static void addIfAny(List<Halt> halts, @Nullable Halt halt) {
    if (halt != null) {
      halts.add(halt);
    }
  }

  private long agreedBelow(RelPath directory) {
    return world.base.keySet().stream().filter(directory::contains).count();
  }

  private Difference row(RelPath path) {
    Difference row = rows.get(path);
    if (row == null) {
      throw new IllegalStateException("no row at " + path);
    }
    return row;
  }

  private void look(RelPath path, Set<Side> sides) {
    Difference d = row(path);
    Sha256 a = sides.contains(Side.A) ? hash(Side.A, path) : d.hashA();
    Sha256 b = sides.contains(Side.B) ? hash(Side.B, path) : d.hashB();
    rows.put(path, new Difference(path, d.a(), d.b(), d.base(), a, b, d.moves()));
  }

  private Sha256 hash(Side side, RelPath path) {
    Disk.Node node = world.disk(side).get(path);
    if (node == null) {
      throw new IllegalStateException("nothing to hash at " + path);
    }
    return Disk.hash(node.content());
  }

  private void pair(Side side) {
    List<Moved> moves = new ArrayList<>();
    boolean[] asked = {true};
    while (asked[0]) {
      asked[0] = false;
      moves.clear();
      Pairing<RuntimeException> pairing =
          new Pairing<>(terms, side, this::below, new Found(moves, asked));
      pairing.run(sorted(d -> Pairing.departed(d, side)), sorted(d -> Pairing.arrived(d, side)));
    }
    moves.forEach(this::mark);
  }

  private final class Found implements Pairing.Sink<RuntimeException> {
    private final List<Moved> moves;
    private final boolean[] asked;

    Found(List<Moved> moves, boolean[] asked) {
      this.moves = moves;
      this.asked = asked;
    }

    @Override
    public void moved(Moved moved) {
      moves.add(moved);
    }

    @Override
    public void hash(RelPath path, Side side) {
      asked[0] = true;
      look(path, Set.of(side));
    }
  }

  private void mark(Moved m) {
    boolean a = m.side() == Side.A;
    Difference to = row(m.to());
    Moves there = to.moves();
    rows.put(
        m.to(),
        with(
            to,
            new Moves(
                a ? m.from() : there.fromA(),
                there.toA(),
                a ? there.fromB() : m.from(),
                there.toB(),
                there.whole() || m.whole())));
    Difference from = row(m.from());
    Moves here = from.moves();
    rows.put(
        m.from(),
        with(
            from,
            new Moves(
                here.fromA(),
                a ? m.to() : here.toA(),
                here.fromB(),
                a ? here.toB() : m.to(),
                here.whole() || m.whole())));
  }

  private static Difference with(Difference d, Moves moves) {
    return new Difference(d.path(), d.a(), d.b(), d.base(), d.hashA(), d.hashB(), moves);
  }

  private interface Key {
    @Nullable Long of(Difference difference);
  }

  private Differences<RuntimeException> sorted(Key key) {
    Iterator<Difference> all =
        rows.values().stream()
            .filter(d -> key.of(d) != null)
            .sorted(Comparator.comparingLong(d -> orZero(key.of(d))))
            .toList()
            .iterator();
    return () -> all.hasNext() ? all.next() : null;
  }

  private static long orZero(@Nullable Long value) {
    return value == null ? 0 : value;
  }

  private Differences<RuntimeException> below(RelPath directory) {
    Iterator<Difference> all =
        rows.values().stream().filter(d -> directory.contains(d.path())).iterator();
    return () -> all.hasNext() ? all.next() : null;
  }

  private List<PlanItem> classify() {
    List<PlanItem> items = new ArrayList<>();
    Classify<RuntimeException> classify = new Classify<>(terms, rows::get);
    for (Difference row : rows.values()) {
      switch (classify.next(row)) {
        case Verdict.Plan(PlanItem item) -> items.add(item);
        case Verdict.Agreement(BaselineChange change) -> agreements.add(change);
        case Verdict.Nothing _ -> {}
      }
    }
    return items;
  }

  /** The passes are given only what lies where they can change anything. */
  private List<PlanItem> whereBound(List<PlanItem> items) {
    BoundPlaces bound = new BoundPlaces(Integer.MAX_VALUE);
    items.forEach(bound::note);
    NavigableMap<RelPath, PlanItem> all = new TreeMap<>();
    items.forEach(item -> all.put(item.path(), item));
    for (RelPath place : Objects.requireNonNull(bound.places())) {
      List<PlanItem> there =
          items.stream()
              .filter(item -> item.path().equals(place) || place.contains(item.path()))
              .toList();
      List<RelPath> excluded = world.excluded.stream().filter(place::contains).toList();
      forward(backward(there, excluded)).forEach(item -> all.put(item.path(), item));
    }
    return List.copyOf(all.values());
  }

  private List<PlanItem> backward(List<PlanItem> items, Collection<RelPath> excluded) {
    NavigableMap<RelPath, PlanItem> all = new TreeMap<>();
    items.forEach(item -> all.put(item.path(), item));
    DirectoriesBackward pass = new DirectoriesBackward();
    List<RelPath> paths = new ArrayList<>(all.keySet());
    paths.addAll(excluded);
    paths.sort(Comparator.reverseOrder());
    for (RelPath path : paths) {
      if (excluded.contains(path)) {
        for (Side side : Side.values()) {
          if (world.disk(side).get(path) != null) {
            pass.stays(path, side, "excluded");
          }
        }
      } else {
        all.computeIfPresent(path, (_, item) -> pass.next(item));
      }
    }
    return List.copyOf(all.values());
  }

  private static List<PlanItem> forward(List<PlanItem> items) {
    DirectoriesForward pass = new DirectoriesForward();
    return items.stream().map(pass::next).toList();
  }

  private final class Rows implements JoinSink<RuntimeException> {
    @Override
    public void difference(Difference difference) {
      rows.put(difference.path(), difference);
    }

    @Override
    public void agreed(BaselineChange.Agree agree) {
      agreements.add(agree);
    }
  }

  private ListedStream<RuntimeException> listed(Side side) {
    return new DiskStream(world, side);
  }

  private AgreedStream<RuntimeException> agreed() {
    Iterator<Map.Entry<RelPath, Agreed>> all =
        world.base.entrySet().stream().filter(e -> !world.hides(e.getKey())).iterator();
    return new AgreedStream<>() {
      private Map.@Nullable Entry<RelPath, Agreed> at;

      @Override
      public boolean next() {
        at = all.hasNext() ? all.next() : null;
        return at != null;
      }

      @Override
      public RelPath path() {
        return here().getKey();
      }

      @Override
      public Agreed agreed() {
        return here().getValue();
      }

      private Map.Entry<RelPath, Agreed> here() {
        if (at == null) {
          throw new IllegalStateException("at the end");
        }
        return at;
      }
    };
  }

  /** A disk's listing: what is below a closed place isn't in it. */
  private static final class DiskStream implements ListedStream<RuntimeException> {
    private final Disk disk;
    private final Iterator<Map.Entry<RelPath, Disk.Node>> all;
    private Map.@Nullable Entry<RelPath, Disk.Node> at;

    DiskStream(World world, Side side) {
      this.disk = world.disk(side);
      this.all =
          disk.nodes.entrySet().stream()
              .filter(e -> !world.hides(e.getKey()))
              .filter(e -> disk.closed.keySet().stream().noneMatch(c -> c.contains(e.getKey())))
              .iterator();
    }

    @Override
    public boolean next() {
      at = all.hasNext() ? all.next() : null;
      return at != null;
    }

    private Map.Entry<RelPath, Disk.Node> here() {
      if (at == null) {
        throw new IllegalStateException("at the end");
      }
      return at;
    }

    @Override
    public RelPath path() {
      return here().getKey();
    }

    @Override
    public Entry entry() {
      return here().getValue().entry();
    }

    @Override
    public @Nullable String closed() {
      return disk.closed.get(path());
    }
  }
}
