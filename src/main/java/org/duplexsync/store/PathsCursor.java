package org.duplexsync.store;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.duplexsync.model.RelPath;

/** Rows at given paths, read some at a time. */
final class PathsCursor<T> implements Cursor<T> {
  private static final int SOME = 200;

  private final List<RelPath> paths;
  private final Function<List<RelPath>, List<T>> reader;
  private Iterator<T> rows = List.<T>of().iterator();
  private int at;

  PathsCursor(List<RelPath> paths, Function<List<RelPath>, List<T>> reader) {
    this.paths = paths;
    this.reader = reader;
  }

  @Override
  public boolean hasNext() {
    while (!rows.hasNext() && at < paths.size()) {
      int end = Math.min(paths.size(), at + SOME);
      rows = reader.apply(paths.subList(at, end)).iterator();
      at = end;
    }
    return rows.hasNext();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return rows.next();
  }

  @Override
  public void close() {
    at = paths.size();
    rows = List.<T>of().iterator();
  }
}
