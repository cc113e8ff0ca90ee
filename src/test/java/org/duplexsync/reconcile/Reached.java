package org.duplexsync.reconcile;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.duplexsync.model.BaselineChange;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Change;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Halt;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.Side;

/** How often each row of the table, and each guard, was reached. */
final class Reached {
  private static final String[] ROWS = {
    "created | absent",
    "edited | unchanged",
    "metadata only | unchanged",
    "deleted | unchanged: restore",
    "deleted | unchanged: propagate",
    "deleted | unchanged: hold",
    "deleted | metadata only",
    "moved | unchanged",
    "moved directory | unchanged",
    "retyped | unchanged",
    "same change on both",
    "gone on both",
    "edited | metadata only: both",
    "edited | edited differently",
    "edited | deleted",
    "retyped | anything else",
    "went back | unchanged",
    "never agreed: content",
    "never agreed: metadata",
    "same metadata field differently",
    "mode with set ids | edited",
    "unknown",
    "socket or device",
    "directory kept",
    "waits for its directory",
    "clocks not trusted",
    "assumed | edited",
    "assumed | deleted",
    "assumed | went back",
    "guard: far fewer",
    "guard: went back"
  };

  private final Map<String, Integer> counts = new TreeMap<>();

  Reached() {
    for (String row : ROWS) {
      counts.put(row, 0);
    }
  }

  private void hit(String row, boolean reached) {
    if (reached) {
      counts.merge(row, 1, Integer::sum);
    }
  }

  Map<String, String> counts() {
    Map<String, String> told = new TreeMap<>();
    counts.forEach((row, count) -> told.put(row, count.toString()));
    return told;
  }

  void expectAll(int least) {
    counts.forEach(
        (row, count) -> assertTrue(count >= least, () -> row + " was reached " + count + " times"));
  }

  void count(Planner.Plan plan, Terms terms) {
    plan.items().forEach(item -> count(item, terms));
    plan.agreements().forEach(change -> agreement(change));
    for (Halt halt : plan.halts()) {
      hit("guard: far fewer", halt instanceof Halt.FarFewer);
      hit("guard: went back", halt instanceof Halt.ServerWentBack);
    }
  }

  private void agreement(BaselineChange change) {
    hit("same change on both", change instanceof BaselineChange.Agree);
    hit("gone on both", change instanceof BaselineChange.Forget);
  }

  private void count(PlanItem item, Terms terms) {
    Change a = item.changeA();
    Change b = item.changeB();
    boolean none = a instanceof Change.None || b instanceof Change.None;
    boolean edited = Fields.content(a) || Fields.content(b);
    boolean deleted = a instanceof Change.Deleted || b instanceof Change.Deleted;
    boolean metadata = a instanceof Change.Metadata || b instanceof Change.Metadata;
    boolean back = a instanceof Change.WentBack || b instanceof Change.WentBack;
    boolean moved = a instanceof Change.Moved || b instanceof Change.Moved;
    boolean conflict = item.bucket() == Bucket.CONFLICT;
    boolean retyped = a instanceof Change.Retyped || b instanceof Change.Retyped;
    boolean directory = Amend.directory(item, Side.A) || Amend.directory(item, Side.B);
    hit("created | absent", item.bucket() == Bucket.NEW);
    hit("edited | unchanged", edited && none && !back && item.bucket() == Bucket.OVERWRITE);
    hit("metadata only | unchanged", metadata && none);
    if (item.bucket() == Bucket.DELETE && none) {
      hit("deleted | unchanged: " + terms.policy().deletes().name().toLowerCase(Locale.ROOT), true);
    }
    hit("deleted | metadata only", item.bucket() == Bucket.DELETE && metadata);
    hit("moved | unchanged", moved && !directory);
    hit("moved directory | unchanged", moved && directory);
    hit("retyped | unchanged", item.bucket() == Bucket.RETYPE);
    hit("edited | metadata only: both", item.proposal() == Choice.MERGE_FIELDS && edited);
    hit("edited | edited differently", Fields.content(a) && Fields.content(b) && conflict);
    hit("edited | deleted", conflict && deleted && edited);
    hit("retyped | anything else", conflict && retyped && !none);
    hit("went back | unchanged", back && none);
    boolean never = item.base() == null && conflict;
    boolean offersBoth = item.choices().contains(Choice.KEEP_BOTH);
    hit("never agreed: content", never && offersBoth);
    hit("never agreed: metadata", never && !offersBoth);
    hit("same metadata field differently", conflict && metadata && !deleted && !retyped);
    String reason = item.reason();
    hit("mode with set ids | edited", reason.contains("give its rights"));
    hit("unknown", a instanceof Change.Unknown || b instanceof Change.Unknown);
    hit("socket or device", reason.contains("never carried over"));
    hit("directory kept", reason.contains("kept, because of"));
    hit("waits for its directory", reason.contains("waits for what becomes of"));
    hit("assumed | edited", reason.contains("but never compared"));
    boolean doubtful = reason.contains("only taken for the same");
    hit("assumed | deleted", doubtful && deleted);
    hit("assumed | went back", doubtful && back);
    hit("clocks not trusted", reason.contains("clocks are"));
  }
}
