package org.duplexsync.engine.listing;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.BaselineRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.store.Baseline;
import org.duplexsync.store.Cursor;
import org.jspecify.annotations.Nullable;

/** The baseline's rows of some places, in path order. */
final class SomeRows implements Cursor<BaselineRow> {
  private final Baseline baseline;
  private final Map<RelPath, Agreed> known;
  private final Iterator<Segment> segments;
  private @Nullable Cursor<BaselineRow> body;
  private @Nullable BaselineRow ready;

  /**
   * @param known rows that were read before, where there are any
   */
  SomeRows(Baseline baseline, Map<RelPath, Agreed> known, List<Segment> segments) {
    this.baseline = baseline;
    this.known = known;
    this.segments = segments.iterator();
  }

  @Override
  public boolean hasNext() {
    while (ready == null) {
      if (body != null && body.hasNext()) {
        ready = body.next();
      } else if (body != null) {
        body.close();
        body = null;
      } else if (segments.hasNext()) {
        begin(segments.next());
      } else {
        return false;
      }
    }
    return true;
  }

  private void begin(Segment segment) {
    RelPath path = segment.path();
    switch (segment.part()) {
      case POINT -> ready = row(path, known.get(path));
      case HEAD -> ready = row(path, baseline.get(path));
      case BODY -> body = baseline.below(path);
    }
  }

  private static @Nullable BaselineRow row(RelPath path, @Nullable Agreed agreed) {
    return agreed == null ? null : new BaselineRow(path, agreed);
  }

  @Override
  public BaselineRow next() {
    if (!hasNext() || ready == null) {
      throw new NoSuchElementException();
    }
    BaselineRow row = ready;
    ready = null;
    return row;
  }

  @Override
  public void close() {
    if (body != null) {
      body.close();
    }
  }
}
