package org.duplexsync.engine;

import java.util.function.Consumer;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Listing;
import org.duplexsync.host.Scope;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.BaselineChange;
import org.duplexsync.model.Difference;
import org.duplexsync.reconcile.Join;
import org.duplexsync.reconcile.JoinSink;
import org.duplexsync.reconcile.OutOfOrderException;
import org.duplexsync.reconcile.Terms;
import org.duplexsync.store.BulkWriter;
import org.duplexsync.store.Differences;

/**
 * Lists both sides at once and joins them with the baseline; what is not the same everywhere is
 * written to the store. Memory does not grow with the trees.
 */
final class Scan {
  private static final int REPORT_EVERY = 4096;

  private final Link link;
  private final Memory memory;
  private final Differences rows;
  private final Cancel cancel;

  /**
   * What a scan found.
   *
   * @param ends the listings' trailers
   */
  record Result(Join.Summary summary, Sides<Listing.End> ends) {}

  /** How far it is. */
  interface Progress {
    void at(long entriesA, long entriesB, long differences);
  }

  Scan(Link link, Memory memory, Differences rows, Cancel cancel) {
    this.link = link;
    this.memory = memory;
    this.rows = rows;
    this.cancel = cancel;
  }

  /**
   * @param agreements takes what turns out to be agreed
   */
  Result run(Terms terms, Consumer<BaselineChange> agreements, Progress progress)
      throws HostException, TreeException {
    rows.clear();
    Sides<ListedTree> listed =
        link.together()
            .both(side ->
                new ListedTree(
                    link.tree(side).list(new Scope.Whole()), memory.filter().cursor(), cancel));
    try (ListedTree a = listed.a();
        ListedTree b = listed.b();
        AgreedCursor agreed = memory.open();
        BulkWriter<Difference> differences = rows.writer()) {
      var sink = new Sink(differences, agreements, listed, progress);
      Join.Summary summary = Join.run(terms, a, b, agreed, sink);
      return new Result(summary, new Sides<>(a.end(), b.end()));
    } catch (OutOfOrderException e) {
      throw new HostException(e.getMessage() + ": the scan ended, nothing was changed", e);
    }
  }

  private static final class Sink implements JoinSink<HostException> {
    private final BulkWriter<Difference> differences;
    private final Consumer<BaselineChange> agreements;
    private final Sides<ListedTree> listed;
    private final Progress progress;
    private long found;

    Sink(
        BulkWriter<Difference> differences,
        Consumer<BaselineChange> agreements,
        Sides<ListedTree> listed,
        Progress progress) {
      this.differences = differences;
      this.agreements = agreements;
      this.listed = listed;
      this.progress = progress;
    }

    @Override
    public void difference(Difference difference) {
      differences.add(difference);
      found++;
      if (found % REPORT_EVERY == 0) {
        progress.at(listed.a().count(), listed.b().count(), found);
      }
    }

    @Override
    public void agreed(BaselineChange.Agree agree) {
      agreements.accept(agree);
    }
  }
}
