package org.duplexsync.ui.table;

import java.util.ArrayList;
import java.util.List;

/** Places from the first up to, not with, the last. */
public record Range(int from, int to) {
  /**
   * @param places in order, each once
   */
  public static List<Range> of(List<Integer> places) {
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < places.size(); ) {
      int from = places.get(i);
      int to = from;
      while (i < places.size() && places.get(i) == to) {
        to++;
        i++;
      }
      ranges.add(new Range(from, to));
    }
    return ranges;
  }
}
