package org.duplexsync.engine.planning;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.duplexsync.host.HostException;
import org.duplexsync.model.Difference;
import org.duplexsync.model.Moved;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.duplexsync.reconcile.Pairing;
import org.duplexsync.reconcile.Terms;
import org.duplexsync.store.Cursor;
import org.duplexsync.store.Differences;
import org.jspecify.annotations.Nullable;

/** Finds moves among the stored differences: once to learn what must be hashed, once for good. */
final class MovePairing {
  private static final int BATCH = 1000;

  private final Differences rows;
  private final Terms terms;
  private final Looker looker;

  MovePairing(Differences rows, Terms terms, Looker looker) {
    this.rows = rows;
    this.terms = terms;
    this.looker = looker;
  }

  void run() throws HostException {
    for (Side side : Side.values()) {
      var asked = new Asked();
      pair(side, asked);
      asked.flush();
      var found = new Found();
      pair(side, found);
      found.flush();
    }
  }

  private void pair(Side side, Pairing.Sink<HostException> sink) throws HostException {
    try (var below = new Below();
        Cursor<Difference> departed = rows.departed(side);
        Cursor<Difference> arrived = rows.arrived(side)) {
      new Pairing<HostException>(terms, side, below::open, sink)
          .run(
              () -> next(departed, row -> Pairing.departed(row, side)),
              () -> next(arrived, row -> Pairing.arrived(row, side)));
    }
  }

  private interface Key {
    @Nullable Long of(Difference row);
  }

  /** The store sorts more than can have moved. */
  private static @Nullable Difference next(Cursor<Difference> cursor, Key key) {
    while (cursor.hasNext()) {
      Difference row = cursor.next();
      if (key.of(row) != null) {
        return row;
      }
    }
    return null;
  }

  /** A directory's differences are read two at a time; those before are closed. */
  private final class Below implements AutoCloseable {
    private final Deque<Cursor<Difference>> open = new ArrayDeque<>();

    org.duplexsync.reconcile.Differences<HostException> open(RelPath directory) {
      if (open.size() > 1) {
        open.removeFirst().close();
      }
      Cursor<Difference> cursor = rows.below(directory);
      open.addLast(cursor);
      return () -> cursor.hasNext() ? cursor.next() : null;
    }

    @Override
    public void close() {
      open.forEach(Cursor::close);
    }
  }

  /** The first pass only has hashed what decides. */
  private final class Asked implements Pairing.Sink<HostException> {
    private final List<Looker.Ask> files = new ArrayList<>();

    @Override
    public void moved(Moved moved) {}

    @Override
    public void hash(RelPath path, Side side) throws HostException {
      files.add(new Looker.Ask(path, side));
      if (files.size() >= BATCH) {
        flush();
      }
    }

    void flush() throws HostException {
      looker.hash(files);
      files.clear();
    }
  }

  private final class Found implements Pairing.Sink<HostException> {
    private final List<Moved> moves = new ArrayList<>();

    @Override
    public void moved(Moved moved) {
      moves.add(moved);
      if (moves.size() >= BATCH) {
        flush();
      }
    }

    @Override
    public void hash(RelPath path, Side side) {
      // it could not be hashed: a create and a delete
    }

    void flush() {
      if (!moves.isEmpty()) {
        rows.moved(List.copyOf(moves));
        moves.clear();
      }
    }
  }
}
