package org.duplexsync.ui;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.duplexsync.ui.parts.Background;
import org.duplexsync.ui.parts.Work;

/**
 * One job after the other: none is opened before the one that was open has let go of its memory,
 * which serves one engine at a time. Of several asked for in a row the last is shown. Only on the
 * window's thread.
 */
final class Openings {
  private final Background background;
  private CompletableFuture<?> free = CompletableFuture.completedFuture(null);
  private int asked;

  Openings(Background background) {
    this.background = background;
  }

  void open(Work<OpenJob.Loaded> work, Consumer<OpenJob.Loaded> opened, Consumer<String> failed) {
    CompletableFuture<?> before = free;
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    free = done;
    asked++;
    int turn = asked;
    background.run(
        () -> {
          before.join();
          return work.run();
        },
        loaded -> {
          if (turn == asked) {
            done.complete(true);
            opened.accept(loaded);
          } else {
            close(loaded.control()::close, done);
          }
        },
        why -> {
          done.complete(true);
          if (turn == asked) {
            failed.accept(why);
          }
        });
  }

  /** Not waited for, except by what is opened next. */
  void close(Runnable job) {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    free = done;
    close(job, done);
  }

  private void close(Runnable job, CompletableFuture<Boolean> done) {
    background.run(
        () -> {
          try {
            job.run();
          } finally {
            done.complete(true);
          }
          return true;
        },
        _ -> {},
        _ -> {});
  }
}
