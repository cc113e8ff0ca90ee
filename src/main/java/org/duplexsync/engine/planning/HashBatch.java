package org.duplexsync.engine.planning;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.duplexsync.engine.pair.Sides;
import org.duplexsync.host.Expected;
import org.duplexsync.host.Hashed;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.Difference;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;

/** Files of both sides that are hashed in one request each. */
final class HashBatch {
  private static final int FILES = 500;
  private static final long BYTES = 256L << 20;

  private final Hashing hashing;
  private final Map<Side, List<Expected>> asked = new EnumMap<>(Side.class);
  private long bytes;

  /** An answer to one file. */
  record Answer(Expected file, Side side, Hashed hashed) {}

  HashBatch(Hashing hashing) {
    this.hashing = hashing;
    for (Side side : Side.values()) {
      asked.put(side, new ArrayList<>());
    }
  }

  void add(Difference row, Side side) {
    if (row.seen(side) instanceof Seen.Present(Entry entry)) {
      of(side).add(new Expected(row.path(), entry));
      bytes += entry.size();
    }
  }

  private List<Expected> of(Side side) {
    return asked.getOrDefault(side, List.of());
  }

  boolean isFull() {
    return of(Side.A).size() + of(Side.B).size() >= FILES || bytes >= BYTES;
  }

  boolean isEmpty() {
    return of(Side.A).isEmpty() && of(Side.B).isEmpty();
  }

  /** Hashes on both sides at once and begins anew. */
  List<Answer> run() throws HostException {
    Sides<List<Hashed>> hashed = hashBoth();
    var answers = new ArrayList<Answer>();
    for (Side side : Side.values()) {
      List<Hashed> all = hashed.of(side);
      for (int i = 0; i < all.size(); i++) {
        answers.add(new Answer(of(side).get(i), side, all.get(i)));
      }
      of(side).clear();
    }
    bytes = 0;
    return answers;
  }

  private Sides<List<Hashed>> hashBoth() throws HostException {
    try {
      return hashing.link().together().both(this::hash);
    } catch (TreeException e) {
      throw new IllegalStateException("hashing needs no lease", e);
    }
  }

  private List<Hashed> hash(Side side) throws HostException {
    return hashing.hash(side, of(side));
  }
}
