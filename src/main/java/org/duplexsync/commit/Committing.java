package org.duplexsync.commit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Listing;
import org.duplexsync.host.Scope;
import org.duplexsync.host.StepOutcome;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.Action;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/** Takes the steps of one batch on both servers at once, one round trip each, and hears the end. */
final class Committing {
  private final Ends ends;
  private final Together together;

  Committing(Ends ends, Together together) {
    this.ends = ends;
    this.together = together;
  }

  void run(List<Item> items) throws HostException, TreeException {
    Map<Side, List<Item>> sides = new EnumMap<>(Side.class);
    for (Item item : items) {
      if (item.isOpen()) {
        sides.computeIfAbsent(item.op.action().on(), _ -> new ArrayList<>()).add(item);
      }
    }
    List<Together.Task> tasks = new ArrayList<>();
    sides.forEach((side, some) -> tasks.add(() -> commit(ends.of(side), some)));
    together.run(tasks);
  }

  private static void commit(End end, List<Item> items) throws HostException, TreeException {
    // what an exchange brought out has another ctime by then, and goes before its name is needed
    int from = 0;
    for (int i = 0; i < items.size(); i++) {
      if (followsExchange(items.get(i))) {
        take(end, items.subList(from, i));
        refresh(end, items.subList(i, i + 1));
        take(end, items.subList(i, i + 1).stream().filter(Item::isOpen).toList());
        from = i + 1;
      }
    }
    take(end, items.subList(from, items.size()));
  }

  private static boolean followsExchange(Item item) {
    return item.op.action() instanceof Action.Delete && item.op.phase() == Phase.STRUCTURE;
  }

  private static void refresh(End end, List<Item> items) throws HostException {
    List<Seen> now = end.tree().look(items.stream().map(item -> item.op.action().path()).toList());
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      Action.Delete delete = (Action.Delete) item.op.action();
      Entry entry = Look.entry(now.get(i));
      if (entry == null || !untouched(entry, delete.target())) {
        item.end(new Outcome.Drifted("it is not as planned any more: " + words(now.get(i))));
      } else {
        item.replace(new Action.Delete(delete.path(), delete.on(), entry));
      }
    }
  }

  /** All but the ctime, which the exchange moved. */
  private static boolean untouched(Entry now, Entry planned) {
    return now.kind() == planned.kind()
        && now.id().inode() == planned.id().inode()
        && now.size() == planned.size()
        && (now.isDirectory() || now.mtime().equals(planned.mtime()))
        && now.mode() == planned.mode();
  }

  private static void take(End end, List<Item> items) throws HostException, TreeException {
    if (items.isEmpty()) {
      return;
    }
    List<Steps.Planned> plan =
        Steps.plan(items.stream().map(item -> Objects.requireNonNull(item.intent)).toList());
    List<StepOutcome> outcomes =
        end.tree().commit(end.epoch(), plan.stream().map(Steps.Planned::step).toList());
    for (int i = 0; i < plan.size(); i++) {
      Steps.Planned step = plan.get(i);
      hear(end, items.subList(step.from(), step.from() + step.count()), outcomes.get(i));
    }
  }

  private static void hear(End end, List<Item> items, StepOutcome outcome) throws HostException {
    if (items.size() == 2 && outcome instanceof StepOutcome.Done) {
      swapped(end, items);
      return;
    }
    for (Item item : items) {
      item.kept = outcome instanceof StepOutcome.Drifted(_, String kept) ? kept : null;
      item.end(outcome(end, item, outcome));
    }
  }

  /** A swap tells of one of its two names only. */
  private static void swapped(End end, List<Item> items) throws HostException {
    List<Seen> now = end.tree().look(items.stream().map(item -> item.op.action().path()).toList());
    for (int i = 0; i < items.size(); i++) {
      items.get(i).end(new Outcome.Done(Look.entry(now.get(i)), null));
    }
  }

  static Outcome outcome(End end, Item item, StepOutcome outcome) throws HostException {
    RelPath path = item.op.action().path();
    @Nullable String version = item.intent == null ? null : item.intent.version();
    return switch (outcome) {
      case StepOutcome.Done(var after, var kept) ->
          new Outcome.Done(after, kept == null ? null : version);
      case StepOutcome.Drifted(var now, @Nullable String kept) ->
          new Outcome.Drifted(
              kept == null
                  ? "it is not as planned any more: " + words(now)
                  : "it was written while it was replaced; what came out is kept as version "
                      + kept);
      case StepOutcome.NotEmpty _ -> new Outcome.Kept("kept, because of " + leftOver(end, path));
      case StepOutcome.Failed(var error, var reason) -> new Outcome.Failed(error + ": " + reason);
    };
  }

  static String words(Seen now) {
    return switch (now) {
      case Seen.Absent _ -> "nothing is there";
      case Seen.Present(var entry) ->
          "there is another " + entry.kind().name().toLowerCase(Locale.ROOT);
      case Seen.Unknown(var reason) -> reason;
    };
  }

  /** The first name in a directory that was to go. */
  private static String leftOver(End end, RelPath directory) throws HostException {
    try (Listing listing = end.tree().list(new Scope.Below(directory))) {
      while (true) {
        switch (listing.next()) {
          case Listing.Found found -> {
            if (!found.path().equals(directory)) {
              return found.path().toString();
            }
          }
          case Listing.Trouble trouble -> {
            return trouble.path().toString();
          }
          case Listing.Appeared _, Listing.Gone _ ->
              throw new IllegalStateException("not asked for what differs");
          case Listing.End _ -> {
            return "something in it";
          }
        }
      }
    }
  }
}
