package org.duplexsync.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one store: one that writes, guarded by a lock, and as many readers as there are
 * cursors open. A reader sees what was committed when it began.
 */
final class Db implements AutoCloseable {
  /** How sure a transaction must be before it counts as done. */
  enum Sync {
    /** On the disk, with all that was committed before it. */
    DURABLE,
    /** Survives the process; a power cut may take it back, never tear it. */
    RELAXED
  }

  /** Something done with a session. */
  interface Work<T extends @Nullable Object> {
    T run(Session session) throws SQLException;
  }

  private final Path file;
  private final @Nullable Session writer;
  private final Consumer<String> damaged;
  private final ReentrantLock writing = new ReentrantLock();
  private final Deque<Session> idle = new ArrayDeque<>();
  private @Nullable Sync open;
  private @Nullable Sync mode;
  private boolean closed;

  /**
   * @param damaged is told what was found damaged, when it is found
   */
  Db(Path file, @Nullable Session writer, Consumer<String> damaged) {
    this.file = file;
    this.writer = writer;
    this.damaged = damaged;
  }

  /** The same exception, after what it means for the next opening was told. */
  StoreException noted(StoreException e) {
    if (e.kind() == StoreException.Kind.DAMAGED) {
      damaged.accept(e.getMessage());
    }
    return e;
  }

  /** Runs the work in a transaction, or in the one that this thread already has open. */
  <T extends @Nullable Object> T write(Sync sync, Work<T> work) {
    if (writer == null) {
      throw new StoreException(
          StoreException.Kind.NOT_WRITABLE, "this state was opened for reading only");
    }
    writing.lock();
    try {
      if (open == null) {
        return transaction(writer, sync, work);
      }
      if (open == Sync.RELAXED && sync == Sync.DURABLE) {
        throw new IllegalStateException("a durable change inside a relaxed transaction");
      }
      return work.run(writer);
    } catch (SQLException e) {
      throw noted(StoreException.of(e));
    } catch (StoreException e) {
      throw noted(e);
    } finally {
      writing.unlock();
    }
  }

  private <T extends @Nullable Object> T transaction(Session session, Sync sync, Work<T> work)
      throws SQLException {
    if (mode != sync) {
      session.execute("PRAGMA synchronous = " + (sync == Sync.DURABLE ? "FULL" : "NORMAL"));
      mode = sync;
    }
    session.begin();
    open = sync;
    boolean done = false;
    try {
      T result = work.run(session);
      session.commit();
      done = true;
      return result;
    } finally {
      open = null;
      if (!done) {
        session.rollback();
      }
    }
  }

  /** Reads what is committed; within a transaction of this thread also what it has changed. */
  <T extends @Nullable Object> T read(Work<T> work) {
    try {
      if (writer != null && writing.isHeldByCurrentThread() && open != null) {
        return work.run(writer);
      }
      Session session = borrow();
      try {
        return work.run(session);
      } finally {
        giveBack(session);
      }
    } catch (SQLException e) {
      throw noted(StoreException.of(e));
    } catch (StoreException e) {
      throw noted(e);
    }
  }

  Session borrow() throws SQLException {
    synchronized (idle) {
      if (closed) {
        throw new IllegalStateException("the store is closed");
      }
      Session known = idle.poll();
      if (known != null) {
        return known;
      }
    }
    return Session.open(file, false);
  }

  void giveBack(Session session) throws SQLException {
    synchronized (idle) {
      if (!closed) {
        idle.push(session);
        return;
      }
    }
    session.close();
  }

  /** Cursors that are still open close their sessions themselves. */
  @Override
  public void close() throws SQLException {
    List<Session> all;
    synchronized (idle) {
      closed = true;
      all = List.copyOf(idle);
      idle.clear();
    }
    for (Session session : all) {
      session.close();
    }
    if (writer != null) {
      writing.lock();
      try {
        writer.close();
      } finally {
        writing.unlock();
      }
    }
  }
}
