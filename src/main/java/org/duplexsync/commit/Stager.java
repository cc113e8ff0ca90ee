package org.duplexsync.commit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.duplexsync.host.Expected;
import org.duplexsync.host.HostException;
import org.duplexsync.host.StageAsk;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.Action;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Field;
import org.duplexsync.model.Intent;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/** Stages what a batch brings, in both directions at the same time. */
final class Stager {
  private final Ends ends;
  private final Together together;
  private final Routes routes;
  private final Predicate<RelPath> grows;

  Stager(Ends ends, Together together, Routes routes, Predicate<RelPath> grows) {
    this.ends = ends;
    this.together = together;
    this.routes = routes;
    this.grows = grows;
  }

  /** Where content comes from and goes to; a second copy may stay on its side. */
  private record Way(Side from, Side to) {}

  /** Sets the staged intent, or the outcome where it could not be staged. */
  void stage(List<Item> items, Haul haul) throws HostException, TreeException {
    Map<Side, Map<Side, List<Item>>> ways = new EnumMap<>(Side.class);
    for (Item item : items) {
      if (item.isOpen() && Steps.isStaged(item.op.action())) {
        Way way = way(item.op.action());
        ways.computeIfAbsent(way.from(), _ -> new EnumMap<>(Side.class))
            .computeIfAbsent(way.to(), _ -> new ArrayList<>())
            .add(item);
      }
    }
    List<Together.Task> tasks = new ArrayList<>();
    ways.forEach((from, targets) ->
        targets.forEach((to, some) -> tasks.add(() -> carry(from, to, some, haul))));
    together.run(tasks);
  }

  private void carry(Side from, Side to, List<Item> items, Haul haul)
      throws HostException, TreeException {
    for (Routes.Part part : routes.split(ends.of(from), ends.of(to), items)) {
      List<Lane.Load> loads = part.items().stream().map(this::loaded).toList();
      List<Carried> carried = part.carrier().carry(new Lane(ends, from, to, loads), haul);
      for (int i = 0; i < carried.size(); i++) {
        take(part.items().get(i), carried.get(i));
      }
    }
  }

  private static void take(Item item, Carried carried) {
    switch (carried) {
      case Carried.Ready(var staged, var hash, var notes, var route) -> {
        item.notes.addAll(notes);
        item.intent = Objects.requireNonNull(item.intent).staged(staged, hash);
        item.route = route;
      }
      case Carried.Not(var outcome) -> item.end(outcome);
      case Carried.Cancelled _ -> {}
    }
  }

  private static Way way(Action action) {
    return action instanceof Action.KeepBeside keep
        ? new Way(keep.from(), keep.on())
        : new Way(action.on().other(), action.on());
  }

  /** Of what grows as much as was seen counts. */
  private Lane.Load loaded(Item item) {
    Lane.Load load = load(item);
    return item.op.action() instanceof Action.Copy copy && grows.test(copy.path())
        ? new Lane.Load(load.ask(), new Expected(load.source().path(), load.source().entry(), true))
        : load;
  }

  static Lane.Load load(Item item) {
    Intent intent = Objects.requireNonNull(item.intent);
    String name = Objects.requireNonNull(intent.stage());
    return switch (item.op.action()) {
      case Action.Copy copy ->
          load(name, copy.path(), copy.path(), copy.source(), copy.target(), item.op.keep());
      case Action.KeepBeside keep -> load(name, keep.path(), keep.of(), keep.source(), null, null);
      case Action.MakeDirectory make ->
          load(name, make.path(), make.path(), make.source(), make.target(), null);
      case Action.Delete _, Action.SetMetadata _, Action.Move _ ->
          throw new IllegalArgumentException("nothing to stage for " + item.op.action());
    };
  }

  private static Lane.Load load(
      String name,
      RelPath path,
      RelPath at,
      Entry source,
      @Nullable Entry target,
      Action.@Nullable SetMetadata keep) {
    Entry result = keep == null ? source : merged(source, keep);
    return new Lane.Load(new StageAsk(name, path, result, target), new Expected(at, source));
  }

  private static Entry merged(Entry source, Action.SetMetadata keep) {
    Entry own = keep.source();
    return new Entry(
        source.kind(),
        source.size(),
        source.mtime(),
        keep.fields().contains(Field.MODE) ? own.mode() : source.mode(),
        keep.fields().contains(Field.OWNER) ? own.owner() : source.owner(),
        keep.fields().contains(Field.GROUP) ? own.group() : source.group(),
        source.target(),
        source.id());
  }
}
