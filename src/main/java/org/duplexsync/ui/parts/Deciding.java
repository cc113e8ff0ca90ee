package org.duplexsync.ui.parts;

import java.time.Duration;
import java.util.function.Consumer;
import org.duplexsync.ui.parts.PairModel.Busy;

/**
 * Decisions under way, one after the other. One over very many rows takes seconds: after a moment
 * it is told as work in progress, so that nobody wonders or presses again. Used on the window's
 * thread.
 */
final class Deciding {
  /** Nearly every decision is done before that. */
  static final Duration MOMENT = Duration.ofMillis(200);

  private final Background background;
  private final Consumer<Busy> busy;
  private int underWay;
  private boolean told;

  /**
   * @param busy is told {@link Busy#DECIDING} when it takes longer, then {@link Busy#NOTHING}
   */
  Deciding(Background background, Consumer<Busy> busy) {
    this.background = background;
    this.busy = busy;
  }

  <T> void run(Work<T> work, Consumer<? super T> done, Consumer<String> failed) {
    if (underWay++ == 0) {
      background.after(MOMENT, this::tell);
    }
    background.inOrder(
        work,
        result -> {
          ended();
          done.accept(result);
        },
        why -> {
          ended();
          failed.accept(why);
        });
  }

  private void tell() {
    if (underWay > 0 && !told) {
      told = true;
      busy.accept(Busy.DECIDING);
    }
  }

  private void ended() {
    if (--underWay == 0 && told) {
      told = false;
      busy.accept(Busy.NOTHING);
    }
  }
}
