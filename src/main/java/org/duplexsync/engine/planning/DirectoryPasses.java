package org.duplexsync.engine.planning;

import java.util.List;
import java.util.NavigableMap;
import java.util.function.UnaryOperator;
import org.duplexsync.engine.pair.Cancel;
import org.duplexsync.host.HostException;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Selection;
import org.duplexsync.reconcile.BoundPlaces;
import org.duplexsync.reconcile.DirectoriesBackward;
import org.duplexsync.reconcile.DirectoriesForward;
import org.duplexsync.store.BulkWriter;
import org.duplexsync.store.Cursor;
import org.duplexsync.store.PlanRows;

/** Lets directories and what is in them agree, wherever that matters: up through it, then down. */
final class DirectoryPasses {
  private static final int MOST = 1_000;

  private final LeftOut leftOut;
  private final Cancel cancel;
  private final BoundPlaces bound = new BoundPlaces(MOST);
  private boolean amended;

  DirectoryPasses(LeftOut leftOut, Cancel cancel) {
    this.leftOut = leftOut;
    this.cancel = cancel;
  }

  /** To be called for each item, in path order. */
  void note(PlanItem item) {
    bound.note(item);
  }

  /** All items must have been noted and must be in the store. Says whether any was amended. */
  boolean run(PlanRows rows) throws HostException {
    List<RelPath> places = bound.places();
    if (places == null) {
      run(rows, Selection.ALL, leftOut.inside(rows, Selection.ALL));
      return amended;
    }
    for (RelPath place : places) {
      Selection where = Selection.at(place);
      run(rows, where, leftOut.inside(rows, where));
    }
    return amended;
  }

  /**
   * @param stays what a filter leaves out, in directories that would have to go
   */
  private void run(PlanRows rows, Selection where, NavigableMap<RelPath, LeftOut.Stays> stays) {
    var backward = new DirectoriesBackward();
    try (Cursor<PlanRow> up = rows.reversed(where)) {
      amend(
          up,
          rows,
          item -> {
            stays(backward, stays, item.path());
            return backward.next(item);
          });
    }
    var forward = new DirectoriesForward();
    try (Cursor<PlanRow> down = rows.all(where)) {
      amend(down, rows, forward::next);
    }
  }

  private static void stays(
      DirectoriesBackward backward, NavigableMap<RelPath, LeftOut.Stays> stays, RelPath down) {
    while (!stays.isEmpty() && stays.lastKey().compareTo(down) > 0) {
      LeftOut.Stays last = stays.pollLastEntry().getValue();
      backward.stays(last.path(), last.side(), "left out by the filter");
    }
  }

  private void amend(Cursor<PlanRow> all, PlanRows rows, UnaryOperator<PlanItem> pass) {
    try (BulkWriter<PlanRow> writer = rows.writer()) {
      while (all.hasNext()) {
        cancel.check();
        PlanRow row = all.next();
        PlanItem item = pass.apply(row.item());
        if (!item.equals(row.item())) {
          amended = true;
          writer.add(PlanRow.of(item, row.hashA(), row.hashB()));
        }
      }
    }
  }
}
