package org.duplexsync.control;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Decision;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;

/** One row as text, the same in each format. */
record ExportRow(PairInfo pair, PlanRow row) {
  /** The columns in order; {@code pathHex} only where the path as shown is not its bytes. */
  Map<String, String> fields() {
    PlanItem item = row.item();
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("path", item.path().toString());
    fields.put("pathHex", hex(item.path()));
    fields.put("movedFrom", item.from() == null ? "" : item.from().toString());
    fields.put("kind", bucket());
    fields.put("action", action());
    fields.put("decidedBy", row.decision() == null ? "" : row.decision().by());
    fields.put("safe", item.safe() ? "yes" : "no");
    fields.put("outcome", outcome());
    fields.put("reason", item.reason());
    for (Side side : Side.values()) {
      seen(fields, side.name(), item.seen(side));
    }
    return fields;
  }

  private static String hex(RelPath path) {
    byte[] shown = path.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return Arrays.equals(shown, path.toArray()) ? "" : HexFormat.of().formatHex(path.toArray());
  }

  Bucket kind() {
    return row.item().bucket();
  }

  private String bucket() {
    return switch (row.item().bucket()) {
      case CONFLICT -> "conflict";
      case DELETE -> "deletion";
      case OVERWRITE -> "overwrite";
      case NEW -> "new";
      case MOVE -> "move";
      case METADATA -> "permissions";
      case RETYPE -> "type change";
      case BLOCKED -> "blocked";
    };
  }

  private String action() {
    Decision decision = row.decision();
    Choice choice = decision == null ? row.item().proposal() : decision.choice();
    String what =
        switch (choice) {
          case A_TO_B -> wins(Side.A);
          case B_TO_A -> wins(Side.B);
          case MERGE_FIELDS -> "merge on both";
          case KEEP_BOTH -> "keep both";
          case SKIP -> "wait";
          case DELETE -> "delete on both";
        };
    return decision == null ? what + " (proposed)" : what;
  }

  private String wins(Side side) {
    String on = pair.host(side.other());
    return row.item().from() == null && row.item().seen(side) instanceof Seen.Absent
        ? "delete on " + on
        : pair.host(side) + " to " + on;
  }

  private String outcome() {
    return switch (row.outcome()) {
      case null -> row.drifted() ? "changed since review" : "";
      case Outcome.Done _ -> "done";
      case Outcome.Drifted(String why) -> "changed meanwhile: " + why;
      case Outcome.Failed(String why) -> "failed: " + why;
      case Outcome.Kept(String why) -> "kept: " + why;
    };
  }

  private static void seen(Map<String, String> fields, String side, Seen seen) {
    fields.put("on" + side, what(seen));
    boolean there = seen instanceof Seen.Present;
    Entry entry = seen instanceof Seen.Present(Entry present) ? present : null;
    fields.put("size" + side, there && entry != null && entry.isFile() ? size(entry) : "");
    fields.put("modified" + side, entry == null ? "" : entry.mtime().toString());
    fields.put("mode" + side, entry == null ? "" : String.format("%04o", entry.mode()));
    fields.put("owner" + side, entry == null ? "" : entry.owner() + ":" + entry.group());
  }

  private static String size(Entry entry) {
    return Long.toString(entry.size());
  }

  private static String what(Seen seen) {
    return switch (seen) {
      case Seen.Absent() -> "absent";
      case Seen.Unknown(String why) -> "unknown: " + why;
      case Seen.Present(Entry entry) ->
          switch (entry.kind()) {
            case FILE -> "file";
            case DIRECTORY -> "folder";
            case SYMLINK -> "link to " + entry.target();
            case OTHER -> "socket or device";
          };
    };
  }
}
