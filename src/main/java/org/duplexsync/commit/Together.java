package org.duplexsync.commit;

import java.util.ArrayList;
import java.util.List;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.jspecify.annotations.Nullable;

/** How work on both sides is run; a simulation runs it one after the other. */
public interface Together {
  /** Waits for all of them, then throws what the first that failed threw. */
  void run(List<? extends Task> tasks) throws HostException, TreeException;

  /**
   * Begins something beside; the answer waits for its end, and then throws what it threw. Nobody
   * has to wait whose connection is lost.
   */
  Task begin(Task task) throws HostException, TreeException;

  /** Work on one side, or in one direction. */
  interface Task {
    void run() throws HostException, TreeException;
  }

  static Together oneByOne() {
    return new Together() {
      @Override
      public void run(List<? extends Task> tasks) throws HostException, TreeException {
        for (Task task : tasks) {
          task.run();
        }
      }

      @Override
      public Task begin(Task task) throws HostException, TreeException {
        task.run();
        return () -> {};
      }
    };
  }

  static Together inThreads() {
    return new Together() {
      @Override
      public void run(List<? extends Task> tasks) throws HostException, TreeException {
        if (tasks.size() == 1) {
          tasks.getFirst().run();
          return;
        }
        List<Running> all = new ArrayList<>();
        for (Task task : tasks) {
          all.add(new Running(task));
        }
        all.forEach(Running::await);
        for (Running running : all) {
          running.rethrow();
        }
      }

      @Override
      public Task begin(Task task) {
        return new Running(task)::end;
      }
    };
  }

  /** A task in a thread of its own. */
  final class Running {
    private final Thread thread;
    private volatile @Nullable Throwable thrown;

    private Running(Task task) {
      thread =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  task.run();
                } catch (Throwable t) {
                  thrown = t;
                }
              });
    }

    private void end() throws HostException, TreeException {
      await();
      rethrow();
    }

    private void await() {
      boolean interrupted = false;
      while (true) {
        try {
          thread.join();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
          thread.interrupt();
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    private void rethrow() throws HostException, TreeException {
      switch (thrown) {
        case null -> {}
        case HostException e -> throw e;
        case TreeException e -> throw e;
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable t -> throw new IllegalStateException(t);
      }
    }
  }
}
