package org.duplexsync.engine;

import java.util.function.Consumer;
import org.duplexsync.engine.live.Places;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.BaselineChange;
import org.duplexsync.model.Difference;
import org.duplexsync.model.Side;
import org.duplexsync.reconcile.Join;
import org.duplexsync.reconcile.JoinSink;
import org.duplexsync.reconcile.OutOfOrderException;
import org.duplexsync.reconcile.Terms;
import org.duplexsync.store.BulkWriter;
import org.duplexsync.store.Differences;
import org.jspecify.annotations.Nullable;

/**
 * Lists both sides at once, or looks at a part of them, and joins them with the baseline; what is
 * not the same everywhere is written to the store. Memory does not grow with the trees.
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
   * @param incomplete why what a side's listings did not name is unknown; null: it is absent
   */
  record Result(Join.Summary summary, Sides<@Nullable String> incomplete) {}

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
  Result run(Extent extent, Terms terms, Consumer<BaselineChange> agreements, Progress progress)
      throws HostException, TreeException {
    rows.clear();
    try (Streams streams = open(extent);
        BulkWriter<Difference> differences = rows.writer()) {
      var sink = new Sink(differences, agreements, streams, progress);
      Join.Summary summary =
          Join.run(terms, streams.listed(Side.A), streams.listed(Side.B), streams.agreed(), sink);
      return new Result(
          summary, new Sides<>(streams.incomplete(Side.A), streams.incomplete(Side.B)));
    } catch (OutOfOrderException e) {
      throw new HostException(e.getMessage() + ": the scan ended, nothing was changed", e);
    }
  }

  private Streams open(Extent extent) throws HostException, TreeException {
    return switch (extent) {
      case Extent.Whole() -> WholeStreams.open(link, memory, cancel);
      case Extent.Some(Places places) -> SomeStreams.open(link, memory, cancel, places);
    };
  }

  private static final class Sink implements JoinSink<HostException> {
    private final BulkWriter<Difference> differences;
    private final Consumer<BaselineChange> agreements;
    private final Streams listed;
    private final Progress progress;
    private long found;

    Sink(
        BulkWriter<Difference> differences,
        Consumer<BaselineChange> agreements,
        Streams listed,
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
        progress.at(listed.count(Side.A), listed.count(Side.B), found);
      }
    }

    @Override
    public void agreed(BaselineChange.Agree agree) {
      agreements.accept(agree);
    }
  }
}
