package org.duplexsync.engine.planning;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.duplexsync.engine.listing.BothBelow;
import org.duplexsync.engine.listing.Memory;
import org.duplexsync.engine.pair.Cancel;
import org.duplexsync.engine.pair.Link;
import org.duplexsync.engine.pair.PairSpec;
import org.duplexsync.engine.pair.Sides;
import org.duplexsync.engine.pair.Surroundings;
import org.duplexsync.engine.preparing.Preparation;
import org.duplexsync.host.Host;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Column;
import org.duplexsync.model.Difference;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Pick;
import org.duplexsync.model.PlanHeader;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Request;
import org.duplexsync.model.RowState;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Selection;
import org.duplexsync.model.Side;
import org.duplexsync.reconcile.Asked;
import org.duplexsync.reconcile.Clocks;
import org.duplexsync.reconcile.Terms;
import org.duplexsync.review.Review;
import org.duplexsync.store.BulkWriter;
import org.duplexsync.store.Cursor;
import org.duplexsync.store.Differences;
import org.duplexsync.store.PlanRows;
import org.duplexsync.store.Store;
import org.jspecify.annotations.Nullable;

/**
 * Puts what an operator asks for into a plan, as rows that are decided: looks at both sides as they
 * are now, at the path and below it only. Nothing is written to a server. Rows that are approved
 * already, moves and what is blocked are left as they are.
 */
public final class Requests {
  private final PairSpec spec;
  private final Link link;
  private final Store store;
  private final Surroundings surroundings;
  private final Cancel cancel;

  public Requests(PairSpec spec, Link link, Store store, Surroundings surroundings, Cancel cancel) {
    this.spec = spec;
    this.link = link;
    this.store = store;
    this.surroundings = surroundings;
    this.cancel = cancel;
  }

  /** Answers how many rows are decided as it was asked for. */
  public long run(long plan, Request request, String by) throws HostException, TreeException {
    Memory memory = new Preparation(spec, link, store, surroundings).run(false, null).memory();
    PlanRows rows = store.plans(spec.name()).rows(plan);
    return switch (request) {
      case Request.Copy(RelPath path, Side from) -> {
        copy(rows, memory, path, hashing(plan));
        yield Review.open(store, spec.name(), plan)
            .decide(having(rows, path, from), Pick.of(Choice.from(from)), by);
      }
      case Request.Delete(RelPath path) -> {
        delete(rows, memory, path, by);
        yield Review.open(store, spec.name(), plan)
            .decide(Selection.at(path), Pick.of(Choice.DELETE), by);
      }
    };
  }

  // --- copy

  /** What has come to differ since the compare gets rows as a compare would give them. */
  private void copy(PlanRows rows, Memory memory, RelPath path, Hashing hashing)
      throws HostException, TreeException {
    Instant asked = surroundings.clock().instant();
    Clocks clocks = clocks();
    Differences found = store.differences(spec.name());
    found.clear();
    try (BulkWriter<Difference> writer = found.writer()) {
      BothBelow.list(
          link,
          path,
          memory,
          cancel,
          (at, a, b) -> {
            if (!equal(a, b) && !isKnown(rows.get(at), a, b)) {
              writer.add(Difference.of(at, a, b, memory.get(at)));
            }
          });
    }
    new Looker(hashing, found, clocks, cancel).run();
    Clocks now = clocks.aged(Duration.between(asked, surroundings.clock().instant()));
    try (BulkWriter<PlanRow> writer = rows.writer()) {
      new Classification(link, found, terms(now), cancel).run(writer::add, _ -> {});
    }
  }

  private Hashing hashing(long plan) {
    PlanHeader header = store.plans(spec.name()).header(plan);
    long run = header == null ? 0 : header.run();
    return Hashing.of(link, surroundings.waiting(), store, spec.name(), run);
  }

  private static boolean equal(Seen a, Seen b) {
    return a instanceof Seen.Present(Entry onA)
        && b instanceof Seen.Present(Entry onB)
        && onA.looksLike(onB)
        && onA.mode() == onB.mode()
        && onA.owner().equals(onB.owner())
        && onA.group().equals(onB.group());
  }

  /** The row says already what is to be said, or is no longer to be touched. */
  private static boolean isKnown(@Nullable PlanRow row, Seen a, Seen b) {
    return row != null
        && (row.state() == RowState.APPROVED
            || row.item().origin() != null
            || (row.state() == RowState.OPEN
                && row.item().a().equals(a)
                && row.item().b().equals(b)));
  }

  /** Open rows at which this side has something. */
  private List<RelPath> having(PlanRows rows, RelPath path, Side side) {
    var paths = new ArrayList<RelPath>();
    try (Cursor<PlanRow> all = rows.all(Selection.at(path).with(Selection.Status.OPEN))) {
      while (all.hasNext()) {
        cancel.check();
        PlanRow row = all.next();
        if (row.item().seen(side) instanceof Seen.Present) {
          paths.add(row.path());
        }
      }
    }
    return paths;
  }

  private Terms terms(Clocks clocks) {
    var policy = spec.rules().policy(Column.AT_START, spec.rules().deletes(Column.AT_START));
    return Terms.of(policy, clocks, surroundings.clock().instant(), surroundings.zone());
  }

  private Clocks clocks() throws HostException, TreeException {
    Sides<Instant> now = link.together().both(side -> link.tree(side).now());
    Sides<Duration> ticks = link.trees().map(tree -> tree.facts().tick());
    Sides<Duration> skews = link.hosts().map(Host::skew);
    Duration tick = ticks.a().compareTo(ticks.b()) > 0 ? ticks.a() : ticks.b();
    return new Clocks(skews.b().minus(skews.a()), tick, now.a(), now.b());
  }

  // --- delete

  private void delete(PlanRows rows, Memory memory, RelPath path, String by)
      throws HostException, TreeException {
    try (BulkWriter<PlanRow> writer = rows.writer()) {
      BothBelow.list(
          link,
          path,
          memory,
          cancel,
          (at, a, b) -> {
            PlanRow row = rows.get(at);
            if (mayGo(a) && mayGo(b) && mayReplace(row)) {
              writer.add(deletable(row, at, a, b, memory, by));
            }
          });
    }
  }

  private static boolean mayGo(Seen seen) {
    return !(seen instanceof Seen.Unknown);
  }

  private static boolean mayReplace(@Nullable PlanRow row) {
    return row == null
        || (row.state() != RowState.APPROVED
            && row.item().origin() == null
            && row.item().choices().size() > 1);
  }

  private static PlanRow deletable(
      @Nullable PlanRow row, RelPath at, Seen a, Seen b, Memory memory, String by) {
    boolean same =
        row != null
            && row.state() == RowState.OPEN
            && row.item().a().equals(a)
            && row.item().b().equals(b);
    PlanItem item =
        same && row != null
            ? Asked.orDelete(row.item())
            : Asked.delete(at, a, b, memory.get(at), by);
    return row != null && same
        ? PlanRow.of(item, row.hashA(), row.hashB())
        : PlanRow.of(item, null, null);
  }
}
