package org.duplexsync.engine.listing;

import org.duplexsync.engine.pair.Cancel;
import org.duplexsync.engine.pair.Link;
import org.duplexsync.engine.pair.Sides;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Scope;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.Side;
import org.duplexsync.reconcile.AgreedStream;
import org.duplexsync.reconcile.ListedStream;
import org.jspecify.annotations.Nullable;

/** Both trees and the baseline, whole. */
final class WholeStreams implements Streams {
  private final Sides<ListedTree> listed;
  private final AgreedCursor agreed;
  private final @Nullable String keepAs;

  private WholeStreams(Sides<ListedTree> listed, AgreedCursor agreed, @Nullable String keepAs) {
    this.listed = listed;
    this.agreed = agreed;
    this.keepAs = keepAs;
  }

  static WholeStreams open(Link link, KeptListings kept, Cancel cancel)
      throws HostException, TreeException {
    Scope scope = new Scope.Since(null, kept.keepAs());
    Sides<ListedTree> listed =
        link.together()
            .both(side ->
                new ListedTree(
                    link.tree(side).list(scope), kept.memory().filter().cursor(), cancel));
    return new WholeStreams(listed, kept.memory().open(), kept.keepAs());
  }

  @Override
  public ListedStream<HostException> listed(Side side) {
    return listed.of(side);
  }

  @Override
  public AgreedStream<HostException> agreed() {
    return agreed;
  }

  @Override
  public long count(Side side) {
    return listed.of(side).count();
  }

  @Override
  public @Nullable String incomplete(Side side) {
    return listed.of(side).end().incomplete();
  }

  @Override
  public @Nullable String kept() {
    return kept(listed.a()) && kept(listed.b()) ? keepAs : null;
  }

  private static boolean kept(ListedTree tree) {
    return tree.end().kept() && !tree.blind();
  }

  @Override
  public void close() {
    agreed.close();
    listed.a().close();
    listed.b().close();
  }
}
