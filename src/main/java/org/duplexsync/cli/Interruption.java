package org.duplexsync.cli;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.PairControl;

/**
 * Ctrl+C and a polite kill end what is under way with nothing half done, instead of ending the
 * process at once. The command then comes to its own end, so that what it writes is whole; the
 * process ends with 128 and the signal's number.
 */
final class Interruption implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 5;
  private static final int PER_SECOND = 10;

  private final List<PairControl> pairs;
  private final Terminal terminal;
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = new Thread(this::cancel, "interruption");
  private volatile boolean happened;

  private Interruption(List<PairControl> pairs, Terminal terminal) {
    this.pairs = pairs;
    this.terminal = terminal;
  }

  static Interruption cancels(List<PairControl> pairs, Terminal terminal) {
    Interruption interruption = new Interruption(pairs, terminal);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  boolean happened() {
    return happened;
  }

  /** Waits until the command has come to its end. */
  void cancel() {
    happened = true;
    terminal.hangUp();
    try {
      for (int i = 0; i < PATIENCE_SECONDS * PER_SECOND && done.getCount() > 0; i++) {
        // another process's engine may just be hearing of what was asked before
        pairs.forEach(PairControl::cancelForGood);
        boolean _ = done.await(1_000 / PER_SECOND, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    terminal.rewrite("");
    terminal.note(
        done.getCount() == 0
            ? ControlException.CANCELLED
            : "Ended without waiting any longer; the next run puts in order what was under way.");
  }

  /** The command has come to its end. */
  @Override
  public void close() {
    done.countDown();
    if (!happened) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        happened = true; // the shutdown began this moment; the hook finds its work done
      }
    }
  }
}
