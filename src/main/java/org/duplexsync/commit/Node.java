package org.duplexsync.commit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.duplexsync.model.Action;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/**
 * A step of the structure phase with what it waits for. A move is two events, its old name falls
 * free and its new one is taken; they come together unless a cycle is broken.
 */
final class Node {
  /** The steps; more than one for a move onto a taken name. */
  final List<Op> ops;

  /** Moves out of what this one moves: names below the old name end with it. */
  final Set<Node> departsAfter = new LinkedHashSet<>();

  /** Who frees the name that this one takes. */
  final Set<Node> needsDeparted = new LinkedHashSet<>();

  /** Who makes the directories that the new name lies in. */
  final Set<Node> needsArrived = new LinkedHashSet<>();

  /** Who waits for this one. */
  final List<Node> watchers = new ArrayList<>();

  private @Nullable Node within;
  boolean departed;
  boolean arrived;

  Node(List<Op> ops) {
    this.ops = new ArrayList<>(ops);
  }

  Op op() {
    return ops.getFirst();
  }

  Action action() {
    return op().action();
  }

  RelPath path() {
    return action().path();
  }

  @Nullable RelPath from() {
    return action() instanceof Action.Move move ? move.from() : null;
  }

  /** Its old name is within what the other one brings to a new name. */
  void follows(Node directory) {
    within = directory;
    directory.watchers.add(this);
  }

  boolean isFollowing() {
    return within != null;
  }

  boolean mayDepart() {
    return (within == null || within.arrived)
        && departsAfter.stream().allMatch(node -> node.departed);
  }

  boolean mayArrive() {
    return needsDeparted.stream().allMatch(node -> node.departed)
        && needsArrived.stream().allMatch(node -> node.arrived);
  }

  /** The first that still holds this one back. */
  @Nullable Node heldBy() {
    if (within != null && !within.arrived) {
      return within;
    }
    return Stream.of(
            departsAfter.stream().filter(node -> !node.departed),
            needsDeparted.stream().filter(node -> !node.departed),
            needsArrived.stream().filter(node -> !node.arrived))
        .flatMap(nodes -> nodes)
        .findFirst()
        .orElse(null);
  }

  void departAfter(@Nullable Node other) {
    watch(departsAfter, other);
  }

  void needDeparted(@Nullable Node other) {
    watch(needsDeparted, other);
  }

  void needArrived(@Nullable Node other) {
    watch(needsArrived, other);
  }

  private void watch(Set<Node> set, @Nullable Node other) {
    if (other != null && other != this && set.add(other)) {
      other.watchers.add(this);
    }
  }
}
