package org.duplexsync.engine.listing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.duplexsync.filter.FilterSet;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.BaselineRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.store.Baseline;
import org.duplexsync.store.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * The baseline as far as it may be believed: nothing of it if the servers were agreed by another
 * store, and nothing about paths that a filter hides now or hid when it was last looked at.
 */
public final class Memory {
  private final Baseline baseline;
  private final boolean trusted;
  private final FilterSet now;
  private final FilterSet before;

  public Memory(Baseline baseline, boolean trusted, FilterSet now, FilterSet before) {
    this.baseline = baseline;
    this.trusted = trusted;
    this.now = now;
    this.before = before;
  }

  public FilterSet filter() {
    return now;
  }

  AgreedCursor open() {
    Cursor<BaselineRow> rows = trusted ? baseline.all() : new NoRows();
    return new AgreedCursor(rows, now.cursor(), before.cursor());
  }

  /** What is agreed at these paths, which are in byte order. */
  AgreedCursor open(List<RelPath> paths) {
    Cursor<BaselineRow> rows = trusted ? baseline.at(paths) : new NoRows();
    return new AgreedCursor(rows, now.cursor(), before.cursor());
  }

  /** As {@link #open(List)}, all of it read by now; for some ten thousand paths at most. */
  AgreedCursor read(List<RelPath> paths) {
    var read = new ArrayList<BaselineRow>(paths.size());
    if (trusted) {
      try (Cursor<BaselineRow> rows = baseline.at(paths)) {
        rows.forEachRemaining(read::add);
      }
    }
    return new AgreedCursor(new ReadRows(read.iterator()), now.cursor(), before.cursor());
  }

  /** How many rows count; only where no filter has changed. */
  long count() {
    return trusted ? baseline.count() : 0;
  }

  /** Whether the baseline is believed, and nothing of it hidden by a filter that has changed. */
  boolean whole() {
    return trusted && now.digest().equals(before.digest());
  }

  /** The rows of some places. */
  AgreedCursor open(Map<RelPath, Agreed> known, List<Segment> segments) {
    Cursor<BaselineRow> rows = trusted ? new SomeRows(baseline, known, segments) : new NoRows();
    return new AgreedCursor(rows, now.cursor(), before.cursor());
  }

  /** What is agreed at those of the paths at which something is. */
  Map<RelPath, Agreed> known(Collection<RelPath> paths) {
    var known = new HashMap<RelPath, Agreed>();
    for (RelPath path : paths) {
      Agreed agreed = trusted ? baseline.get(path) : null;
      if (agreed != null) {
        known.put(path, agreed);
      }
    }
    return known;
  }

  /** What is agreed right in a directory. */
  List<RelPath> children(RelPath directory) {
    var children = new ArrayList<RelPath>();
    if (trusted) {
      try (Cursor<BaselineRow> rows = baseline.below(directory)) {
        while (rows.hasNext()) {
          RelPath path = rows.next().path();
          RelPath parent = path.parent();
          if (parent != null && parent.equals(directory)) {
            children.add(path);
          }
        }
      }
    }
    return children;
  }

  public @Nullable Agreed get(RelPath path) {
    Agreed agreed = trusted ? baseline.get(path) : null;
    return agreed == null || hidden(path, agreed) ? null : agreed;
  }

  private boolean hidden(RelPath path, Agreed agreed) {
    boolean directory = agreed.entry().isDirectory();
    return now.excludes(path, directory) || before.excludes(path, directory);
  }

  /** How many rows there are below a directory. */
  public long below(RelPath directory) {
    if (!trusted) {
      return 0;
    }
    if (directory.isRoot()) {
      return baseline.count();
    }
    long count = 0;
    try (Cursor<BaselineRow> rows = baseline.below(directory)) {
      while (rows.hasNext()) {
        rows.next();
        count++;
      }
    }
    return count;
  }

  private record ReadRows(Iterator<BaselineRow> rows) implements Cursor<BaselineRow> {
    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public BaselineRow next() {
      return rows.next();
    }

    @Override
    public void close() {}
  }

  private static final class NoRows implements Cursor<BaselineRow> {
    @Override
    public boolean hasNext() {
      return false;
    }

    @Override
    public BaselineRow next() {
      throw new java.util.NoSuchElementException();
    }

    @Override
    public void close() {}
  }
}
