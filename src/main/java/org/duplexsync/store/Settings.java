package org.duplexsync.store;

import java.util.Optional;

/** Small facts about one pair by name, such as its filter's digest or its roots' devices. */
public final class Settings {
  private final Db db;
  private final int pair;

  Settings(Db db, int pair) {
    this.db = db;
    this.pair = pair;
  }

  public Optional<String> get(String key) {
    return db.read(session ->
        Optional.ofNullable(
            session.first(
                "SELECT value FROM setting WHERE pair = ? AND key = ?",
                row -> row.getString(1),
                pair,
                key)));
  }

  public void put(String key, String value) {
    db.write(
        Db.Sync.DURABLE,
        session ->
            session.update("INSERT OR REPLACE INTO setting VALUES (?, ?, ?)", pair, key, value));
  }

  public void remove(String key) {
    db.write(
        Db.Sync.DURABLE,
        session -> session.update("DELETE FROM setting WHERE pair = ? AND key = ?", pair, key));
  }
}
