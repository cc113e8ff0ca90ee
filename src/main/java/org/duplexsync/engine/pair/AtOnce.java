package org.duplexsync.engine.pair;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/** B on a virtual thread while A goes on in the caller's. */
final class AtOnce implements Together {
  @Override
  public <T extends @Nullable Object> Sides<T> both(Task<T> task)
      throws HostException, TreeException {
    var other = new FutureTask<T>(() -> task.on(Side.B));
    Thread.ofVirtual().name("duplex-b").start(other);
    T a;
    try {
      a = task.on(Side.A);
    } catch (HostException | TreeException | RuntimeException e) {
      awaitEnd(other);
      throw e;
    }
    return new Sides<>(a, join(other));
  }

  @Override
  public <T extends @Nullable Object> Sides<T> both(Task<T> task, Cancel cancel)
      throws HostException, TreeException {
    var ofA = new FutureTask<T>(() -> task.on(Side.A));
    var ofB = new FutureTask<T>(() -> task.on(Side.B));
    cancel.onAsk(() -> {
      ofA.cancel(true);
      ofB.cancel(true);
    });
    Thread.ofVirtual().name("duplex-a").start(ofA);
    Thread.ofVirtual().name("duplex-b").start(ofB);
    T a;
    try {
      a = join(ofA);
    } catch (HostException | TreeException | RuntimeException e) {
      awaitEnd(ofB);
      throw e;
    }
    return new Sides<>(a, join(ofB));
  }

  @Override
  public <T extends @Nullable Object> Begun<T> begin(Work<T> work) {
    var task = new FutureTask<T>(work::run);
    Thread.ofVirtual().name("duplex-ahead").start(task);
    return () -> join(task);
  }

  @Override
  public void beside(Runnable work) {
    Thread.ofVirtual().name("duplex-beside").start(work);
  }

  @Override
  public org.duplexsync.commit.Together forCommits() {
    return org.duplexsync.commit.Together.inThreads();
  }

  private static void awaitEnd(FutureTask<?> task) throws TreeException {
    try {
      join(task);
    } catch (HostException | RuntimeException ignored) {
      // the other side's trouble is told
    }
  }

  private static <T extends @Nullable Object> T join(FutureTask<T> task)
      throws HostException, TreeException {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException();
    } catch (CancellationException e) {
      throw new CancelledException();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case HostException lost -> throw lost;
        case TreeException tree -> throw tree;
        case RuntimeException wrong -> throw wrong;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }
}
