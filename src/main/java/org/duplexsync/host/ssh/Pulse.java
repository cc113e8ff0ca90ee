package org.duplexsync.host.ssh;

import com.jcraft.jsch.Session;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Watches one session from its first byte: the log-in must end in time, later a silent server is
 * asked for a sign of life, and one that stays silent is cut off. A thread that hangs in a write
 * can't delay it.
 */
final class Pulse implements AutoCloseable {
  private final Transport transport;
  private final Session session;
  private final SshLimits limits;
  private final ScheduledFuture<?> timer;
  private volatile boolean asking;
  private volatile long asked = System.nanoTime();

  private long pausedAt;
  private int questions;
  private long loginDeadline;
  private boolean loggedIn;

  Pulse(
      Transport transport, Session session, SshLimits limits, ScheduledExecutorService scheduler) {
    this.transport = transport;
    this.session = session;
    this.limits = limits;
    this.loginDeadline = System.nanoTime() + limits.login().toNanos();
    this.timer = scheduler.scheduleWithFixedDelay(this::look, 250, 500, TimeUnit.MILLISECONDS);
  }

  /** From now on silence counts, and no longer the time of the log-in. */
  synchronized void loggedIn() {
    loggedIn = true;
  }

  /** The time a question takes is the operator's. */
  <T> T whileAsking(Supplier<T> question) {
    pause();
    try {
      return question.get();
    } finally {
      resume();
    }
  }

  private synchronized void pause() {
    if (questions++ == 0) {
      pausedAt = System.nanoTime();
    }
  }

  private synchronized void resume() {
    if (--questions == 0) {
      loginDeadline += System.nanoTime() - pausedAt;
    }
  }

  private synchronized boolean loginOverdue() {
    return questions == 0 && System.nanoTime() - loginDeadline > 0;
  }

  private synchronized boolean isLoggedIn() {
    return loggedIn;
  }

  private void look() {
    if (!isLoggedIn()) {
      if (loginOverdue()) {
        transport.cut("it did not answer within " + limits.login().toSeconds() + " s");
      }
      return;
    }
    long silence = transport.silence();
    if (silence > limits.silence().toNanos()) {
      transport.cut("it has been silent for " + limits.silence().toSeconds() + " s");
      close();
    } else if (silence > limits.ask().toNanos()
        && !asking
        && System.nanoTime() - asked > limits.ask().toNanos()) {
      asking = true;
      Thread.startVirtualThread(this::ask);
    }
  }

  private void ask() {
    try {
      asked = System.nanoTime();
      session.sendKeepAliveMsg();
    } catch (Exception e) {
      // the session's own thread finds out, or silence does
    } finally {
      asking = false;
    }
  }

  @Override
  public void close() {
    timer.cancel(false);
  }
}
