package org.duplexsync.commit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.duplexsync.model.Action;

/** Collects steps into batches; steps that belong together are not cut apart. */
final class Batching {
  private final int most;
  private final Deque<List<Op>> groups = new ArrayDeque<>();
  private int ops;
  private long bytes;

  /**
   * @param most steps of those that may be cut apart
   */
  Batching(int most) {
    this.most = most;
  }

  void add(List<Op> group) {
    if (!group.isEmpty()) {
      groups.add(group);
      ops += group.size();
      bytes += group.stream().mapToLong(Batching::bytes).sum();
    }
  }

  /** Cuts where no move is parked and no swap is torn. */
  void addSorted(List<Op> sorted) {
    List<Op> group = new ArrayList<>();
    int parked = 0;
    for (int i = 0; i < sorted.size(); i++) {
      Op op = sorted.get(i);
      parked += op.part() == Op.Part.PARK ? 1 : op.part() == Op.Part.UNPARK ? -1 : 0;
      group.add(op);
      boolean torn = i + 1 < sorted.size() && belongsTo(op, sorted.get(i + 1));
      if (!torn && (parked == 0 || group.size() >= Batch.LIMIT)) {
        add(group);
        group = new ArrayList<>();
      }
    }
    add(group);
  }

  private static boolean belongsTo(Op op, Op next) {
    return op.work() == next.work() || Steps.isSwap(op, next);
  }

  boolean isEmpty() {
    return groups.isEmpty();
  }

  boolean isFull() {
    return ops >= most || bytes >= Batch.BYTES;
  }

  Batch take(Phase phase) {
    List<Op> taken = new ArrayList<>();
    long takenBytes = 0;
    while (!groups.isEmpty() && fits(groups.getFirst(), taken.size(), takenBytes)) {
      List<Op> group = groups.removeFirst();
      taken.addAll(group);
      takenBytes += group.stream().mapToLong(Batching::bytes).sum();
    }
    ops -= taken.size();
    bytes -= takenBytes;
    return new Batch(phase, taken);
  }

  private boolean fits(List<Op> group, int taken, long takenBytes) {
    return taken == 0 || (taken + group.size() <= most && takenBytes < Batch.BYTES);
  }

  static long bytes(Op op) {
    return switch (op.action()) {
      case Action.Copy copy -> copy.source().size();
      case Action.KeepBeside keep -> keep.source().size();
      case Action.MakeDirectory _, Action.Delete _, Action.SetMetadata _, Action.Move _ -> 0;
    };
  }
}
