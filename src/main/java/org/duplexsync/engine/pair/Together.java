package org.duplexsync.engine.pair;

import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/** Does the same on both sides, at once where that saves waiting. */
public interface Together {
  /** What is done on one side. */
  interface Task<T extends @Nullable Object> {
    T on(Side side) throws HostException, TreeException;
  }

  /** Ends when both have ended; then throws what A threw, or else what B threw. */
  <T extends @Nullable Object> Sides<T> both(Task<T> task) throws HostException, TreeException;

  /**
   * As {@link #both}, but a cancel ends it at once, whatever a side is waiting for: that side is
   * interrupted, and nobody waits for it any more.
   *
   * @throws CancelledException if it was cancelled
   */
  <T extends @Nullable Object> Sides<T> both(Task<T> task, Cancel cancel)
      throws HostException, TreeException;

  /** What was begun. */
  interface Begun<T extends @Nullable Object> {
    /** Waits for its end; then throws what it threw. */
    T end() throws HostException, TreeException;
  }

  /** What goes on while the caller does something else. */
  interface Work<T extends @Nullable Object> {
    T run() throws HostException, TreeException;
  }

  /** Begins what reaches a server; whoever does waits for its end, or gives up the connection. */
  <T extends @Nullable Object> Begun<T> begin(Work<T> work) throws HostException, TreeException;

  /** Starts what nobody waits for; it must not throw. */
  void beside(Runnable work);

  /** The same for commits. */
  org.duplexsync.commit.Together forCommits();

  /** One after the other in this thread: the same order each time. */
  Together IN_TURN =
      new Together() {
        @Override
        public <T extends @Nullable Object> Begun<T> begin(Work<T> work)
            throws HostException, TreeException {
          T done = work.run();
          return () -> done;
        }

        @Override
        public void beside(Runnable work) {
          work.run();
        }

        @Override
        public org.duplexsync.commit.Together forCommits() {
          return org.duplexsync.commit.Together.oneByOne();
        }

        @Override
        public <T extends @Nullable Object> Sides<T> both(Task<T> task)
            throws HostException, TreeException {
          return new Sides<>(task.on(Side.A), task.on(Side.B));
        }

        @Override
        public <T extends @Nullable Object> Sides<T> both(Task<T> task, Cancel cancel)
            throws HostException, TreeException {
          cancel.check();
          T a = task.on(Side.A);
          cancel.check();
          return new Sides<>(a, task.on(Side.B));
        }
      };

  Together AT_ONCE = new AtOnce();
}
