package org.duplexsync.ui;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.duplexsync.control.Elsewhere;
import org.duplexsync.control.PlanRow;
import org.duplexsync.control.TreeRow;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Kind;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.jspecify.annotations.Nullable;

/** The directories that rows and paths name, one at a time. */
final class SampleTree {
  private SampleTree() {}

  static List<TreeRow> children(RelPath directory, List<PlanRow> rows, List<String> alike) {
    Map<RelPath, TreeRow> found = new TreeMap<>();
    alike.forEach(path -> add(found, directory, RelPath.of(path), null));
    rows.forEach(row -> add(found, directory, row.item().path(), row));
    rows.forEach(row -> oldPlace(found, directory, row));
    return List.copyOf(found.values());
  }

  private static @Nullable Elsewhere from(PlanRow row) {
    RelPath from = row.item().from();
    return from == null ? null : new Elsewhere.From(from);
  }

  private static void oldPlace(Map<RelPath, TreeRow> found, RelPath directory, PlanRow row) {
    PlanItem.Origin old = row.item().origin();
    if (old == null || !directory.contains(old.path())) {
      return;
    }
    if (Objects.equals(directory, old.path().parent())) {
      var to = new Elsewhere.To(row.item().path());
      found.put(old.path(), new TreeRow(old.path(), old.a(), old.b(), null, Map.of(), to));
    } else {
      add(found, directory, old.path(), null);
    }
  }

  private static void add(
      Map<RelPath, TreeRow> found, RelPath directory, RelPath path, @Nullable PlanRow row) {
    if (!directory.contains(path)) {
      return;
    }
    if (Objects.equals(directory, path.parent())) {
      Seen same = SampleRows.file(1200, SampleRows.AGREED);
      found.put(
          path,
          row == null
              ? new TreeRow(path, same, same, null, Map.of(), null)
              : new TreeRow(path, row.item().a(), row.item().b(), row, Map.of(), from(row)));
      return;
    }
    RelPath child = path;
    while (!Objects.equals(directory, child.parent())) {
      child = Objects.requireNonNull(child.parent());
    }
    Map<Bucket, Long> below = new EnumMap<>(Bucket.class);
    TreeRow before = found.get(child);
    if (before != null) {
      below.putAll(before.below());
    }
    if (row != null) {
      below.merge(row.item().bucket(), 1L, Long::sum);
    }
    Seen folder = new Seen.Present(SampleRows.entry(Kind.DIRECTORY, 0, SampleRows.AGREED, 0775));
    found.put(child, new TreeRow(child, folder, folder, null, below, null));
  }
}
