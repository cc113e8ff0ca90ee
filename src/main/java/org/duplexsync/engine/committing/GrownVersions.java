package org.duplexsync.engine.committing;

import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.duplexsync.engine.pair.Link;
import org.duplexsync.host.HostException;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Change;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.duplexsync.model.VersionRow;
import org.duplexsync.store.BulkWriter;
import org.duplexsync.store.PlanRows;
import org.duplexsync.store.Store;
import org.jspecify.annotations.Nullable;

/**
 * What a program wrote into a file that had been replaced under its hands is in no tree: it is a
 * conflict with what stands there now, and waits until a person has decided what is to stand there.
 */
public final class GrownVersions {
  /** What the reasons of such rows begin with. */
  static final String WRITTEN = "written after it was replaced";

  private final Link link;
  private final Store store;
  private final String pair;

  public GrownVersions(Link link, Store store, String pair) {
    this.link = link;
    this.store = store;
    this.pair = pair;
  }

  public static String words(VersionRow grown) {
    return "%s was written on %s after it was replaced; what was written is kept as version %s"
        .formatted(grown.path(), grown.side(), grown.name());
  }

  /**
   * Makes conflicts of them, whatever else the plan says about their paths; says whether there are
   * any.
   */
  public boolean into(PlanRows rows) throws HostException {
    return into(rows, _ -> true);
  }

  /** The same for some paths; says whether there are any. */
  public boolean into(PlanRows rows, Predicate<RelPath> some) throws HostException {
    Map<RelPath, String> reasons = new LinkedHashMap<>();
    for (VersionRow version : store.versions(pair).grown()) {
      if (some.test(version.path())) {
        reasons.merge(version.path(), reason(version), (one, two) -> one + "; " + two);
      }
    }
    if (reasons.isEmpty()) {
      return false;
    }
    List<RelPath> paths = List.copyOf(reasons.keySet());
    List<Seen> a = link.tree(Side.A).look(paths);
    List<Seen> b = link.tree(Side.B).look(paths);
    try (BulkWriter<PlanRow> writer = rows.writer()) {
      for (int i = 0; i < paths.size(); i++) {
        RelPath path = paths.get(i);
        PlanRow row = rows.get(path);
        String reason = String.valueOf(reasons.get(path));
        writer.add(
            row == null
                ? PlanRow.of(equal(path, a.get(i), b.get(i), reason))
                : PlanRow.of(held(row.item(), reason), row.hashA(), row.hashB()));
      }
    }
    return true;
  }

  private static String reason(VersionRow version) {
    return "%s on %s: what was written lies there as version %s; take from it what is wanted, then decide what is to stand here"
        .formatted(WRITTEN, version.side(), version.name());
  }

  private PlanItem equal(RelPath path, Seen a, Seen b, String reason) {
    Agreed base = store.baseline(pair).get(path);
    return new PlanItem(
        path,
        null,
        Bucket.CONFLICT,
        a,
        b,
        base,
        new Change.None(),
        new Change.None(),
        EnumSet.of(Choice.A_TO_B, Choice.B_TO_A, Choice.SKIP),
        Choice.SKIP,
        false,
        reason);
  }

  private static PlanItem held(PlanItem item, String reason) {
    Bucket bucket = item.bucket() == Bucket.BLOCKED ? Bucket.BLOCKED : Bucket.CONFLICT;
    return item.dealt(bucket, item.choices(), Choice.SKIP, false)
        .because(reason + "; besides: " + item.reason());
  }

  /** Those about whose path something was decided and done have been seen. */
  static void seen(Store store, String pair, PlanRows rows, @Nullable Instant purgeAfter) {
    for (VersionRow version : store.versions(pair).grown()) {
      PlanRow row = rows.get(version.path());
      if (row != null && isAbout(row.item(), version) && isDecided(row)) {
        store.versions(pair).seen(version, purgeAfter);
      }
    }
  }

  private static boolean isAbout(PlanItem item, VersionRow version) {
    return item.reason().contains(WRITTEN) && item.reason().contains(version.name());
  }

  private static boolean isDecided(PlanRow row) {
    boolean ended = row.outcome() instanceof Outcome.Done || row.outcome() instanceof Outcome.Kept;
    return ended && row.choice() != Choice.SKIP;
  }
}
