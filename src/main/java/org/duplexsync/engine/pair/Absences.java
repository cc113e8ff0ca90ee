package org.duplexsync.engine.pair;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import org.duplexsync.model.Absence;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.Side;
import org.duplexsync.store.Settings;
import org.duplexsync.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * Which server was away last: kept with the pair, so that a review says so after a restart, too. A
 * store that can't be written costs this memory, nothing else.
 */
public final class Absences {
  private static final String KEY = "absence";

  private final Supplier<Settings> settings;
  private boolean isRead;
  private @Nullable Absence known;

  public Absences(Supplier<Settings> settings) {
    this.settings = settings;
  }

  public synchronized void heard(EngineState state) {
    try {
      if (!isRead) {
        known = read(settings.get());
        isRead = true;
      }
      Absence now = Absence.after(known, state);
      if (!Objects.equals(known, now)) {
        known = now;
        write(now);
      }
    } catch (StoreException _) {
      // told where the store is needed
    }
  }

  private void write(@Nullable Absence now) {
    if (now == null) {
      settings.get().remove(KEY);
    } else {
      settings.get().put(KEY, text(now));
    }
  }

  public static @Nullable Absence read(Settings settings) {
    return settings.get(KEY).map(Absences::parse).orElse(null);
  }

  static String text(Absence away) {
    return away.side() + " " + away.since() + (away.until() == null ? "" : " " + away.until());
  }

  /** Null: it says nothing. */
  static @Nullable Absence parse(String text) {
    String[] words = text.split(" ");
    try {
      return words.length < 2
          ? null
          : new Absence(
              Side.valueOf(words[0]),
              Instant.parse(words[1]),
              words.length == 2 ? null : Instant.parse(words[2]));
    } catch (DateTimeException | IllegalArgumentException _) {
      return null;
    }
  }
}
