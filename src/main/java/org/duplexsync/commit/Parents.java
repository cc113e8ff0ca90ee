package org.duplexsync.commit;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.Action;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Change;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Entry;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * Directories that approved rows need and nobody approved by themselves: they are implied. Those
 * that are known to stand are remembered, a bounded number.
 */
final class Parents {
  private static final int REMEMBERED = 10_000;

  private final Ends ends;
  private final Together together;
  private final Set<RelPath> standingOnA = remembered();
  private final Set<RelPath> standingOnB = remembered();

  Parents(Ends ends, Together together) {
    this.ends = ends;
    this.together = together;
  }

  private static Set<RelPath> remembered() {
    return Collections.newSetFromMap(
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<RelPath, Boolean> eldest) {
            return size() > REMEMBERED;
          }
        });
  }

  private static boolean makes(Action action) {
    return switch (action) {
      case Action.Copy copy -> copy.target() == null;
      case Action.MakeDirectory _, Action.KeepBeside _, Action.Move _ -> true;
      case Action.Delete _, Action.SetMetadata _ -> false;
    };
  }

  /** The directories to make before this batch, top-down. */
  List<Op> missing(Batch batch) throws HostException, TreeException {
    Map<Side, TreeMap<RelPath, PlanRow>> wanted = new TreeMap<>();
    Look look = new Look();
    Set<RelPath> onA = directories(batch, Side.A);
    Set<RelPath> onB = directories(batch, Side.B);
    for (Op op : batch.ops()) {
      Side on = op.action().on();
      RelPath parent = op.action().path().parent();
      if (makes(op.action())
          && parent != null
          && !parent.isRoot()
          && !isMade(on == Side.A ? onA : onB, parent)) {
        for (RelPath up = parent; up != null && !up.isRoot() && unknown(on, up); up = up.parent()) {
          wanted.computeIfAbsent(on, _ -> new TreeMap<>()).putIfAbsent(up, op.work().row());
          look.want(on, up);
        }
      }
    }
    if (wanted.isEmpty()) {
      return List.of();
    }
    look.run(ends, together);
    Look other = new Look();
    wanted.forEach((on, paths) -> paths.keySet().removeIf(path -> stands(look, on, path)));
    wanted.forEach((on, paths) -> paths.keySet().forEach(path -> other.want(on.other(), path)));
    other.run(ends, together);
    return wanted.entrySet().stream()
        .flatMap(side ->
            side.getValue().entrySet().stream()
                .flatMap(
                    path -> implied(side.getKey(), path.getKey(), path.getValue(), other).stream()))
        .toList();
  }

  private Set<RelPath> standing(Side on) {
    return on == Side.A ? standingOnA : standingOnB;
  }

  private boolean unknown(Side on, RelPath path) {
    return !standing(on).contains(path);
  }

  private boolean stands(Look look, Side on, RelPath path) {
    if (!(look.at(on, path) instanceof Seen.Present(Entry entry))) {
      return false;
    }
    if (entry.isDirectory()) {
      standing(on).add(path);
    }
    return true;
  }

  /** The batch itself makes it, or brings it. */
  private static boolean isMade(Set<RelPath> directories, RelPath parent) {
    for (RelPath up = parent; up != null && !directories.isEmpty(); up = up.parent()) {
      if (directories.contains(up)) {
        return true;
      }
    }
    return false;
  }

  private static Set<RelPath> directories(Batch batch, Side on) {
    Set<RelPath> directories = new HashSet<>();
    for (Op op : batch.ops()) {
      boolean comes =
          op.action() instanceof Action.MakeDirectory
              || (op.action() instanceof Action.Move move && move.target().isDirectory());
      if (comes && op.action().on() == on) {
        directories.add(op.action().path());
      }
    }
    return directories;
  }

  private static List<Op> implied(Side on, RelPath path, PlanRow needs, Look other) {
    @Nullable Entry source = Look.entry(other.at(on.other(), path));
    if (source == null || !source.isDirectory()) {
      return List.of();
    }
    Seen there = new Seen.Present(source);
    PlanItem item =
        new PlanItem(
            path,
            null,
            Bucket.NEW,
            on == Side.B ? there : Seen.ABSENT,
            on == Side.A ? there : Seen.ABSENT,
            null,
            new Change.None(),
            new Change.None(),
            Set.of(Choice.SKIP),
            Choice.SKIP,
            false,
            "needed by " + needs.path());
    PlanRow row = new PlanRow(item, null, null, needs.decision(), null, 0, null);
    return Work.implied(
            row, LateModes.in(List.of(new Action.MakeDirectory(path, on, source, null))))
        .ops();
  }

  /** Something went: what was known of directories below may not hold any more. */
  void forget() {
    standingOnA.clear();
    standingOnB.clear();
  }
}
