package org.duplexsync.reconcile;

import java.util.function.Function;
import org.duplexsync.model.Difference;
import org.jspecify.annotations.Nullable;

/** Groups a stream of differences that is sorted by inode; keeps one of each group. */
final class ByInode<X extends Exception> {
  private final Differences<X> stream;
  private final Function<Difference, @Nullable Long> key;
  private @Nullable Difference ahead;
  private @Nullable Difference first;
  private long inode;
  private boolean several;
  private boolean started;

  ByInode(Differences<X> stream, Function<Difference, @Nullable Long> key) {
    this.stream = stream;
    this.key = key;
  }

  /** Moves to the next inode; false at the end. */
  boolean advance() throws X {
    if (!started) {
      ahead = stream.next();
      started = true;
    }
    Difference current = ahead;
    if (current == null) {
      return false;
    }
    long before = inode;
    boolean sorted = first == null;
    inode = inode(current);
    if (!sorted && inode <= before) {
      throw new IllegalArgumentException("not in order of inodes at " + current.path());
    }
    first = current;
    several = false;
    ahead = stream.next();
    for (Difference next = ahead; next != null && inode(next) == inode; next = ahead) {
      several = true;
      ahead = stream.next();
    }
    return true;
  }

  private long inode(Difference difference) {
    Long value = key.apply(difference);
    if (value == null) {
      throw new IllegalArgumentException("takes no part in moves: " + difference.path());
    }
    return value;
  }

  long inode() {
    return inode;
  }

  /** The one difference with this inode; null if there are several. */
  @Nullable Difference only() {
    return several ? null : first;
  }
}
