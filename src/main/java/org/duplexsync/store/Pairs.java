package org.duplexsync.store;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The numbers that stand for pairs in the tables. */
final class Pairs {
  /** Stands for a pair of which nothing is stored. */
  static final int NONE = -1;

  private final Db db;
  private final boolean writes;
  private final ConcurrentMap<String, Integer> ids = new ConcurrentHashMap<>();

  Pairs(Db db, boolean writes) {
    this.db = db;
    this.writes = writes;
  }

  /** The pair's number; a new pair gets one. */
  int id(String name) {
    Integer known = ids.get(name);
    if (known != null) {
      return known;
    }
    Integer found = find(name);
    if (found == null && writes) {
      db.write(
          Db.Sync.RELAXED, session -> session.update("INSERT INTO pair (name) VALUES (?)", name));
      found = find(name);
    }
    if (found == null) {
      return NONE;
    }
    ids.put(name, found);
    return found;
  }

  private @Nullable Integer find(String name) {
    return db.<@Nullable Integer>read(
        session -> session.first("SELECT id FROM pair WHERE name = ?", row -> row.getInt(1), name));
  }
}
