package org.duplexsync.cli;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.PlanRow;
import org.duplexsync.control.RowQuery;

/** All rows of a plan, page by page: the next page is read while one is printed. */
final class RowPages {
  private static final int PAGE = 500;

  private final PairControl pair;

  RowPages(PairControl pair) {
    this.pair = pair;
  }

  void each(Consumer<PlanRow> printer) throws ControlException {
    List<PlanRow> page = pair.rows(RowQuery.ALL.page(null, PAGE));
    while (page.size() == PAGE) {
      var after = page.getLast().item().path();
      var next = new FutureTask<>(() -> pair.rows(RowQuery.ALL.page(after, PAGE)));
      Thread.ofVirtual().name("next-rows").start(next);
      page.forEach(printer);
      page = ended(next);
    }
    page.forEach(printer);
  }

  private static List<PlanRow> ended(FutureTask<List<PlanRow>> task) throws ControlException {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ControlException.cancelled(e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case ControlException told -> throw told;
        case RuntimeException wrong -> throw wrong;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }
}
