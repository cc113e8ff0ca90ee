package org.duplexsync.reconcile;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes a failing history small: drops steps while it still fails. */
final class Shrink {
  private Shrink() {}

  static AssertionError report(History history, Throwable first, Consumer<History> check) {
    History least = history;
    Throwable failure = first;
    boolean shorter = true;
    while (shorter) {
      shorter = false;
      for (History candidate : least.smaller()) {
        Throwable again = failure(candidate, check);
        if (again != null) {
          least = candidate;
          failure = again;
          shorter = true;
          break;
        }
      }
    }
    return new AssertionError(
        "seed " + history.seed() + ", made small:\n" + told(least) + "\n" + failure.getMessage(),
        failure);
  }

  private static @Nullable Throwable failure(History history, Consumer<History> check) {
    try {
      check.accept(history);
      return null;
    } catch (RuntimeException | AssertionError e) {
      return e;
    }
  }

  private static String told(History history) {
    StringBuilder out = new StringBuilder(history.setting() + "\n");
    history.before().forEach(op -> out.append("  before ").append(op).append('\n'));
    history.later().forEach(op -> out.append("  later  ").append(op).append('\n'));
    history.after().forEach(op -> out.append("  after  ").append(op).append('\n'));
    return out.toString();
  }
}
