package org.duplexsync.commit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import org.duplexsync.model.Action;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/**
 * Sorts moves, and what is made where moves leave room, on one side: a move comes before whatever
 * takes its old name and after whatever frees its new one; a directory before what is made in it; a
 * move out of a directory before that directory moves. Two names that change places are adjacent (a
 * swap); in a longer cycle one move is parked.
 */
final class Tangle {
  private final List<Node> nodes = new ArrayList<>();
  private final Map<RelPath, Node> byOldName = new HashMap<>();

  /** Old names within directories that have moved before. */
  private final Map<RelPath, Node> byLaterName = new HashMap<>();

  private final Map<RelPath, Node> byNewName = new HashMap<>();
  private final Deque<Node> queue = new ArrayDeque<>();
  private final List<Op> sorted = new ArrayList<>();

  private Tangle() {}

  /**
   * @param steps each one step, or the three of a move onto a taken name
   */
  static List<Op> sort(List<List<Op>> steps) {
    Tangle tangle = new Tangle();
    steps.forEach(ops -> tangle.nodes.add(new Node(ops)));
    tangle.nodes.sort(Comparator.comparing(Node::path));
    tangle.name();
    tangle.nodes.forEach(tangle::follow);
    tangle.nodes.forEach(tangle::freed);
    tangle.nodes.forEach(tangle::waitFor);
    tangle.run();
    return tangle.sorted;
  }

  private void name() {
    for (Node node : nodes) {
      RelPath from = node.from();
      if (from != null) {
        byOldName.put(from, node);
      }
      byNewName.put(node.path(), node);
    }
  }

  /** A move within a directory that moves as well is done under the directory's new name. */
  private void follow(Node node) {
    if (!(node.action() instanceof Action.Move move)) {
      return;
    }
    Node directory = above(move.from(), byOldName);
    if (directory == null || !directory.path().contains(move.path())) {
      return;
    }
    RelPath from = move.from().rebase(old(directory), directory.path());
    byOldName.remove(move.from(), node);
    node.ops.replaceAll(op -> renamed(op, move.from(), from));
    node.follows(directory);
    byLaterName.put(from, node);
  }

  private static Op renamed(Op op, RelPath from, RelPath to) {
    return switch (op.action()) {
      case Action.Move move ->
          op.with(
              new Action.Move(
                  move.from().equals(from) ? to : move.from(),
                  move.path().equals(from) ? to : move.path(),
                  move.on(),
                  move.target()));
      case Action.Delete delete -> op.with(new Action.Delete(to, delete.on(), delete.target()));
      case Action.Copy _, Action.MakeDirectory _, Action.SetMetadata _, Action.KeepBeside _ -> op;
    };
  }

  private static RelPath old(Node directory) {
    return ((Action.Move) directory.action()).from();
  }

  /** What stands at a name that a move frees is not what the step replaces. */
  private void freed(Node node) {
    Node leaving = byOldName.getOrDefault(node.path(), byLaterName.get(node.path()));
    if (leaving == null || leaving == node) {
      return;
    }
    while (node.ops.size() > 1) {
      node.op().work().drop(node.ops.removeLast());
    }
    Op op = node.op();
    Op free =
        switch (op.action()) {
          case Action.Copy copy ->
              op.with(new Action.Copy(copy.path(), copy.on(), copy.source(), null));
          case Action.MakeDirectory make ->
              op.with(new Action.MakeDirectory(make.path(), make.on(), make.source(), null));
          case Action.Move _, Action.Delete _, Action.SetMetadata _, Action.KeepBeside _ -> op;
        };
    node.ops.set(0, free.in(Phase.STRUCTURE));
  }

  private void waitFor(Node node) {
    node.needDeparted(byOldName.get(node.path()));
    node.needDeparted(byLaterName.get(node.path()));
    for (RelPath up = node.path().parent(); up != null && !up.isRoot(); up = up.parent()) {
      node.needArrived(byNewName.get(up));
    }
    RelPath from = node.from();
    Node directory =
        from == null ? null : above(from, node.isFollowing() ? byLaterName : byOldName);
    if (directory != null) {
      directory.departAfter(node);
    }
  }

  private static @Nullable Node above(RelPath path, Map<RelPath, Node> names) {
    for (RelPath up = path.parent(); up != null && !up.isRoot(); up = up.parent()) {
      Node node = names.get(up);
      if (node != null) {
        return node;
      }
    }
    return null;
  }

  private void run() {
    SequencedSet<Node> open = new LinkedHashSet<>(nodes);
    queue.addAll(nodes);
    while (!open.isEmpty()) {
      while (!queue.isEmpty()) {
        advance(queue.remove());
      }
      open.removeIf(node -> node.arrived);
      if (!open.isEmpty()) {
        breakCycle(open);
      }
    }
  }

  private void advance(Node node) {
    if (node.arrived || !node.mayArrive()) {
      return;
    }
    if (node.departed) {
      sorted.addAll(node.ops.subList(1, node.ops.size()));
      sorted.add(node.op().as(Op.Part.UNPARK));
      done(node);
    } else if (node.mayDepart()) {
      sorted.addAll(node.ops);
      done(node);
    }
  }

  private void done(Node node) {
    node.departed = true;
    node.arrived = true;
    queue.addAll(node.watchers);
  }

  private void breakCycle(SequencedSet<Node> open) {
    List<Node> cycle = cycle(open.getFirst());
    if (cycle.size() == 2 && swap(cycle.getFirst(), cycle.getLast())) {
      return;
    }
    Node parked = parkable(cycle);
    if (parked == null) {
      parked = parkable(new ArrayList<>(open));
    }
    if (parked == null) {
      // no order exists: they are tried as they stand, and each says why it failed
      sorted.addAll(open.getFirst().ops);
      done(open.getFirst());
      return;
    }
    sorted.add(parked.op().as(Op.Part.PARK));
    parked.departed = true;
    deleteInPlace(parked);
    queue.add(parked);
    queue.addAll(parked.watchers);
  }

  /** What stands at the new name of a parked move can't change places with it. */
  private static void deleteInPlace(Node parked) {
    if (parked.ops.size() == 3 && parked.ops.getLast().action() instanceof Action.Delete delete) {
      Op out = parked.ops.getLast();
      parked.op().work().drop(parked.ops.remove(1));
      parked.ops.set(1, out.with(new Action.Delete(parked.path(), delete.on(), delete.target())));
    }
  }

  private static @Nullable Node parkable(List<Node> nodes) {
    return nodes.stream()
        .filter(node -> node.from() != null && !node.departed && node.mayDepart())
        .findFirst()
        .orElse(null);
  }

  /** Two moves that wait for nothing but one another. */
  private boolean swap(Node one, Node two) {
    boolean exchange =
        Objects.equals(one.from(), two.path())
            && Objects.equals(two.from(), one.path())
            && onlyHeldBy(one, two)
            && onlyHeldBy(two, one);
    if (exchange) {
      sorted.add(one.op());
      sorted.add(two.op());
      done(one);
      done(two);
    }
    return exchange;
  }

  private static boolean onlyHeldBy(Node node, Node other) {
    return node.mayDepart()
        && node.needsDeparted.stream().allMatch(n -> n == other || n.departed)
        && node.needsArrived.stream().allMatch(n -> n.arrived);
  }

  private static List<Node> cycle(Node start) {
    LinkedHashSet<Node> seen = new LinkedHashSet<>();
    Node at = start;
    while (seen.add(at)) {
      Node next = at.heldBy();
      if (next == null) {
        return List.of();
      }
      at = next;
    }
    List<Node> path = new ArrayList<>(seen);
    return path.subList(path.indexOf(at), path.size());
  }
}
