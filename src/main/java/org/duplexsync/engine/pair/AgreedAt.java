package org.duplexsync.engine.pair;

import java.time.Instant;
import org.duplexsync.store.Settings;
import org.duplexsync.store.Store;
import org.jspecify.annotations.Nullable;

/** When the sides last agreed on anything. */
public final class AgreedAt {
  private static final String KEY = "agreed-at";

  private AgreedAt() {}

  public static @Nullable Instant read(Settings settings) {
    return settings.get(KEY).map(Instant::parse).orElse(null);
  }

  public static void write(Settings settings, Instant at) {
    settings.put(KEY, at.toString());
  }

  /** Also that it was what this plan's compare found equal, or what was carried out of it. */
  public static void write(Store store, String pair, long plan, Instant at) {
    write(store.settings(pair), at);
    store.plans(pair).fact(plan, PlanFacts.AGREED_NOW, at.toString());
  }
}
