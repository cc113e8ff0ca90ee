package org.duplexsync.engine.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.duplexsync.engine.pair.Cancel;
import org.duplexsync.engine.pair.Link;
import org.duplexsync.engine.pair.Together;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.BaselineChange;
import org.duplexsync.model.Difference;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.PlanRow;
import org.duplexsync.reconcile.Classify;
import org.duplexsync.reconcile.Terms;
import org.duplexsync.reconcile.Verdict;
import org.duplexsync.store.Cursor;
import org.duplexsync.store.Differences;
import org.jspecify.annotations.Nullable;

/** Turns differences into rows of a plan, one by one in path order. */
final class Classification {
  private static final int BATCH = 1_000;

  private final Differences rows;
  private final Terms terms;
  private final Hindrances hindrances;
  private final Losses losses;
  private final Arrivals arrivals;
  private final Cancel cancel;
  private final Link link;
  private @Nullable Asked asked;
  private final List<Difference> found = new ArrayList<>();
  private final List<PlanItem> items = new ArrayList<>();

  /** Items of which both servers are being asked what hinders them. */
  private record Asked(List<Difference> found, Together.Begun<List<PlanItem>> named) {}

  Classification(Link link, Differences rows, Terms terms, Cancel cancel) {
    this.link = link;
    this.hindrances = new Hindrances(link, terms.policy());
    this.losses = Losses.of(link, terms.policy().owners());
    this.arrivals = new Arrivals(terms.policy().setIds());
    this.rows = rows;
    this.terms = terms;
    this.cancel = cancel;
  }

  /**
   * @param agreements takes what turns out to be agreed already
   */
  void run(Consumer<PlanRow> plan, Consumer<BaselineChange> agreements) throws HostException {
    try {
      classify(plan, agreements);
      put(plan);
      put(plan);
    } catch (TreeException e) {
      throw new HostException(String.valueOf(e.getMessage()), e);
    }
  }

  private void classify(Consumer<PlanRow> plan, Consumer<BaselineChange> agreements)
      throws HostException, TreeException {
    var classify = new Classify<RuntimeException>(terms, rows::get);
    try (Cursor<Difference> all = rows.all()) {
      while (all.hasNext()) {
        cancel.check();
        Difference row = all.next();
        switch (classify.next(row)) {
          case Verdict.Plan(PlanItem item) -> {
            found.add(row);
            items.add(item);
          }
          case Verdict.Agreement(BaselineChange change) -> agreements.accept(change);
          case Verdict.Nothing() -> {}
        }
        if (items.size() >= BATCH) {
          put(plan);
        }
      }
    }
  }

  /** Puts what was asked before into the plan, while the servers are asked about the next. */
  private void put(Consumer<PlanRow> plan) throws HostException, TreeException {
    List<Difference> differences = asked == null ? List.of() : asked.found();
    List<PlanItem> named = asked == null ? List.of() : asked.named().end();
    asked = items.isEmpty() ? null : ask();
    for (int i = 0; i < named.size(); i++) {
      Difference row = differences.get(i);
      PlanItem item = arrivals.said(losses.said(named.get(i)));
      plan.accept(PlanRow.of(item, row.hashA(), row.hashB()));
    }
  }

  private Asked ask() throws HostException, TreeException {
    List<PlanItem> these = List.copyOf(items);
    var those = List.copyOf(found);
    items.clear();
    found.clear();
    return new Asked(those, link.together().begin(() -> hindrances.named(these)));
  }
}
