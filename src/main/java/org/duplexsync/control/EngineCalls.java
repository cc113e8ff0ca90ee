package org.duplexsync.control;

import org.duplexsync.engine.PairEngine;
import org.duplexsync.engine.PlanReader;
import org.duplexsync.engine.pair.CancelledException;
import org.duplexsync.engine.pair.SideException;
import org.duplexsync.model.PlanHeader;
import org.duplexsync.review.Review;
import org.jspecify.annotations.Nullable;

/** Asks an engine, and says in an operator's words why something could not be done. */
final class EngineCalls {
  private final PairInfo info;
  private final PairEngine engine;

  EngineCalls(PairInfo info, PairEngine engine) {
    this.info = info;
    this.engine = engine;
  }

  /** Something that may end as the engine's calls end. */
  interface Work<T extends @Nullable Object> {
    T run() throws ControlException, SideException;
  }

  <T extends @Nullable Object> T ask(Work<T> work) throws ControlException {
    try {
      return work.run();
    } catch (SideException e) {
      throw new ControlException(e.kind(), info.at(e.side(), String.valueOf(e.getMessage())), e);
    } catch (CancelledException e) {
      throw ControlException.cancelled(e);
    } catch (RuntimeException e) {
      String kind = PairEngine.storeTrouble(e);
      if (kind != null) {
        throw new ControlException(kind, String.valueOf(e.getMessage()), e);
      }
      throw e;
    }
  }

  PairEngine engine() {
    return engine;
  }

  PlanHeader current() throws ControlException {
    PlanHeader plan = engine.plan();
    if (plan == null) {
      throw new ControlException("There is no plan yet: compare first.");
    }
    return plan;
  }

  Review review() throws ControlException {
    return engine.review(current().id());
  }

  PlanReader rows() throws ControlException {
    return engine.rows(current().id());
  }
}
