package org.duplexsync.engine.listing;

import java.time.Instant;
import java.util.HashMap;
import java.util.Objects;
import java.util.function.Consumer;
import org.duplexsync.engine.live.Places;
import org.duplexsync.engine.pair.Cancel;
import org.duplexsync.engine.pair.Link;
import org.duplexsync.engine.pair.Sides;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.BaselineChange;
import org.duplexsync.model.Difference;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.duplexsync.reconcile.Join;
import org.duplexsync.reconcile.JoinSink;
import org.duplexsync.reconcile.ListedStream;
import org.duplexsync.reconcile.OutOfOrderException;
import org.duplexsync.reconcile.Terms;
import org.duplexsync.store.BulkWriter;
import org.duplexsync.store.Differences;
import org.duplexsync.store.OpenPaths;
import org.jspecify.annotations.Nullable;

/**
 * Lists both sides at once, or looks at a part of them, and joins them with the baseline; what is
 * not the same everywhere is written to the store. Memory does not grow with the trees.
 */
public final class Scan {
  private static final int REPORT_EVERY = 4096;

  private final Link link;
  private final KeptListings kept;
  private final Differences rows;
  private final Cancel cancel;

  /**
   * What a scan found.
   *
   * @param incomplete why what a side's listings did not name is unknown; null: it is absent
   * @param whole when both sides were last listed whole; null: now
   * @param kept the name under which both hosts have kept what they listed; null if they have not
   * @param told what the listings that they have kept say at some paths
   */
  public record Result(
      Join.Summary summary,
      Sides<@Nullable String> incomplete,
      @Nullable Instant whole,
      @Nullable String kept,
      OpenPaths.Told told) {}

  /** How far it is. */
  public interface Progress {
    /**
     * @param at what comes before this path was joined; null: all
     */
    void at(long entriesA, long entriesB, long differences, @Nullable RelPath at);
  }

  public Scan(Link link, KeptListings kept, Differences rows, Cancel cancel) {
    this.link = link;
    this.kept = kept;
    this.rows = rows;
    this.cancel = cancel;
  }

  /**
   * @param agreements takes what turns out to be agreed
   */
  public Result run(
      Extent extent, Terms terms, Consumer<BaselineChange> agreements, Progress progress)
      throws HostException, TreeException {
    rows.clear();
    try (Streams streams = open(extent, terms);
        BulkWriter<Difference> differences = rows.writer()) {
      var sink = new Sink(differences, agreements, streams, progress, noted(extent, streams));
      Join.Summary summary =
          Join.run(terms, sink.told(Side.A), sink.told(Side.B), streams.agreed(), sink);
      sink.tell(null);
      return new Result(
          streams.summary(summary),
          new Sides<>(streams.incomplete(Side.A), streams.incomplete(Side.B)),
          streams.whole(),
          streams.kept(),
          Objects.requireNonNullElse(streams.told(), sink.told));
    } catch (OutOfOrderException e) {
      throw new HostException(e.getMessage() + ": the scan ended, nothing was changed", e);
    }
  }

  /** Of how many differences is noted what the listings said; more than that are not remembered. */
  private static int noted(Extent extent, Streams streams) {
    return extent instanceof Extent.Whole && streams.told() == null ? KeptListings.MOST : 0;
  }

  private Streams open(Extent extent, Terms terms) throws HostException, TreeException {
    return switch (extent) {
      case Extent.Whole() -> openWhole(terms);
      case Extent.Some(Places places) -> SomeStreams.open(link, kept.memory(), cancel, places);
    };
  }

  private Streams openWhole(Terms terms) throws HostException, TreeException {
    KeptListings.Known known = kept.known(terms.policy());
    Streams changed = known == null ? null : ChangedStreams.open(link, kept, known, cancel);
    return changed == null ? WholeStreams.open(link, kept, cancel) : changed;
  }

  private static final class Sink implements JoinSink<HostException> {
    private final BulkWriter<Difference> differences;
    private final Consumer<BaselineChange> agreements;
    private final Streams listed;
    private final Progress progress;
    private final OpenPaths.Told told = new OpenPaths.Told(new HashMap<>(), new HashMap<>());
    private final int noted;
    private long found;

    Sink(
        BulkWriter<Difference> differences,
        Consumer<BaselineChange> agreements,
        Streams listed,
        Progress progress,
        int noted) {
      this.noted = noted;
      this.differences = differences;
      this.agreements = agreements;
      this.listed = listed;
      this.progress = progress;
    }

    @Override
    public void difference(Difference difference) {
      differences.add(difference);
      if (++found <= noted) {
        told.a().put(difference.path(), difference.a());
        told.b().put(difference.path(), difference.b());
      }
    }

    /** The side's listing, which tells now and then how far it is. */
    ListedStream<HostException> told(Side side) {
      return new ToldStream(listed.listed(side), REPORT_EVERY, this::tell);
    }

    void tell(@Nullable RelPath at) {
      progress.at(listed.count(Side.A), listed.count(Side.B), found, at);
    }

    @Override
    public void agreed(BaselineChange.Agree agree) {
      agreements.accept(agree);
    }
  }
}
