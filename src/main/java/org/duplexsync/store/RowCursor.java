package org.duplexsync.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A query being read on a session of its own. */
final class RowCursor<T> implements Cursor<T> {
  private final Db db;
  private final Session session;
  private final ResultSet result;
  private final Session.RowMapper<T> mapper;
  private @Nullable T ready;
  private boolean ended;
  private boolean closed;

  private RowCursor(Db db, Session session, ResultSet result, Session.RowMapper<T> mapper) {
    this.db = db;
    this.session = session;
    this.result = result;
    this.mapper = mapper;
  }

  static <T> Cursor<T> open(
      Db db, String sql, Session.RowMapper<T> mapper, @Nullable Object... arguments) {
    try {
      Session session = db.borrow();
      try {
        ResultSet result = session.prepare(sql, arguments).executeQuery();
        return new RowCursor<>(db, session, result, mapper);
      } catch (SQLException | RuntimeException e) {
        db.giveBack(session);
        throw e;
      }
    } catch (SQLException e) {
      throw db.noted(StoreException.of(e));
    }
  }

  @Override
  public boolean hasNext() {
    if (ready == null && !ended) {
      if (closed) {
        throw new IllegalStateException("the cursor is closed");
      }
      try {
        if (result.next()) {
          ready = mapper.map(result);
        } else {
          ended = true;
        }
      } catch (SQLException e) {
        throw db.noted(StoreException.of(e));
      } catch (StoreException e) {
        throw db.noted(e);
      }
    }
    return ready != null;
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    T row = ready;
    ready = null;
    if (row == null) {
      throw new NoSuchElementException();
    }
    return row;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    ended = true;
    try {
      try {
        result.close();
      } finally {
        db.giveBack(session);
      }
    } catch (SQLException e) {
      throw StoreException.of(e);
    }
  }
}
