package org.duplexsync.ui.review;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.duplexsync.model.RelPath;
import org.duplexsync.ui.table.Range;
import org.duplexsync.ui.table.Slot;
import org.duplexsync.ui.table.Span;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a list are selected, by path: the first and the last one of each run are kept as
 * they were seen, for the list itself forgets rows that are out of sight.
 */
final class Picked {
  private List<Range> runs = List.of();
  private Map<Integer, Slot> ends = Map.of();

  /**
   * @param places of one list, in any order, also twice
   */
  void are(List<Integer> places, List<Slot> list) {
    runs = Range.of(places.stream().sorted().distinct().toList());
    Map<Integer, Slot> now = new HashMap<>();
    for (Range run : runs) {
      for (int end : List.of(run.from(), run.to() - 1)) {
        Slot known = ends.get(end);
        now.put(end, known == null ? list.get(end) : known);
      }
    }
    ends = now;
  }

  /** The rows of another list have other places. */
  void none() {
    runs = List.of();
    ends = Map.of();
  }

  List<Range> runs() {
    return runs;
  }

  /** Null: what is at an end of a run has not been read yet. */
  @Nullable List<Span> spans() {
    List<Span> spans = new ArrayList<>();
    for (Range run : runs) {
      RelPath first = path(run.from());
      RelPath last = path(run.to() - 1);
      if (first == null || last == null) {
        return null;
      }
      spans.add(new Span(first, last, run.to() - run.from()));
    }
    return spans;
  }

  private @Nullable RelPath path(int end) {
    var row = Objects.requireNonNull(ends.get(end)).row();
    return row == null ? null : row.item().path();
  }
}
