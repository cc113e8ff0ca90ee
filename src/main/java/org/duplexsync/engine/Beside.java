package org.duplexsync.engine;

import java.util.ArrayList;
import java.util.List;
import org.duplexsync.engine.live.Occupied;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.ReviewPolicy;
import org.duplexsync.model.Selection;
import org.duplexsync.store.Baseline;
import org.duplexsync.store.Cursor;
import org.duplexsync.store.PlanRows;

/**
 * Large files of a compare at start or return that nobody has to decide about: they travel beside
 * what happens from now on, which would else wait until all of them are there. A link that leads to
 * one follows it.
 */
record Beside(Baseline baseline, ReviewPolicy policy, OpenQuestions open) {
  /** The others are carried with the rest of the plan. */
  private static final int MOST = 1_000;

  List<RelPath> of(PlanRows rows) {
    if (policy == ReviewPolicy.ALWAYS) {
      return List.of();
    }
    var files = new ArrayList<RelPath>();
    var links = new ArrayList<PlanRow>();
    try (Cursor<PlanRow> all = rows.all(Selection.ALL)) {
      while (all.hasNext()) {
        PlanRow row = all.next();
        if (files.size() < MOST && isFile(row)) {
          files.add(row.path());
        } else if (links.size() < MOST && LiveRows.linkTarget(row) != null && goesByItself(row)) {
          links.add(row);
        }
      }
    }
    Occupied onTheWay = new Occupied(files);
    for (PlanRow link : links) {
      RelPath target = LiveRows.linkTarget(link);
      if (target != null && onTheWay.touches(target)) {
        files.add(link.path());
      }
    }
    return files;
  }

  /** Not one whose directory comes with it, which perhaps takes nothing any more afterwards. */
  private boolean isFile(PlanRow row) {
    Bucket bucket = row.item().bucket();
    RelPath parent = row.path().parent();
    return (bucket == Bucket.NEW || bucket == Bucket.OVERWRITE)
        && LiveRows.isLarge(row)
        && goesByItself(row)
        && (parent == null || parent.isRoot() || baseline.get(parent) != null);
  }

  private boolean goesByItself(PlanRow row) {
    return row.item().safe()
        && row.choice() == row.item().proposal()
        && row.item().from() == null
        && !open.isKnown(row.item());
  }
}
