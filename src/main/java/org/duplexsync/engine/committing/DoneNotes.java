package org.duplexsync.engine.committing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duplexsync.commit.Watcher;
import org.duplexsync.model.JournalRow;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.RelPath;

/** Collects what a person should know of rows that were done all the same, a line for each kind. */
final class DoneNotes implements Watcher {
  private static final int MOST = 20;

  private record Kind(RelPath first, long others) {}

  private final Watcher next;
  private final Map<String, Kind> kinds = new LinkedHashMap<>();
  private boolean more;

  DoneNotes(Watcher next) {
    this.next = next;
  }

  @Override
  public void travelled(long bytes) {
    next.travelled(bytes);
  }

  @Override
  public void acted(JournalRow row) {
    next.acted(row);
  }

  @Override
  public void ended(RelPath path, Outcome outcome) {
    if (outcome instanceof Outcome.Done(_, _, String note) && note != null) {
      add(path, note);
    }
    next.ended(path, outcome);
  }

  private synchronized void add(RelPath path, String note) {
    if (kinds.size() < MOST || kinds.containsKey(note)) {
      kinds.merge(note, new Kind(path, 0), (one, _) -> new Kind(one.first(), one.others() + 1));
    } else {
      more = true;
    }
  }

  synchronized List<String> lines() {
    List<String> lines = new ArrayList<>();
    kinds.forEach((note, kind) ->
        lines.add(
            "%s%s: %s"
                .formatted(
                    kind.first(),
                    kind.others() == 0 ? "" : " and %,d more".formatted(kind.others()),
                    note)));
    if (more) {
      lines.add("there are more such notes; the history has them all");
    }
    return lines;
  }
}
