package org.duplexsync.engine.listing;

import org.duplexsync.filter.FilterCursor;
import org.duplexsync.host.HostException;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.BaselineRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.reconcile.AgreedStream;
import org.duplexsync.store.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * The baseline without what the filter excludes, now or when it was last looked at: what was agreed
 * about those says nothing about today.
 */
final class AgreedCursor implements AgreedStream<HostException>, AutoCloseable {
  private final Cursor<BaselineRow> rows;
  private final FilterCursor filter;
  private final FilterCursor before;
  private @Nullable BaselineRow row;

  AgreedCursor(Cursor<BaselineRow> rows, FilterCursor filter, FilterCursor before) {
    this.rows = rows;
    this.filter = filter;
    this.before = before;
  }

  @Override
  public boolean next() {
    while (rows.hasNext()) {
      BaselineRow next = rows.next();
      boolean directory = next.agreed().entry().isDirectory();
      if (!filter.excludes(next.path(), directory) && !before.excludes(next.path(), directory)) {
        row = next;
        return true;
      }
    }
    return false;
  }

  @Override
  public RelPath path() {
    return current().path();
  }

  @Override
  public Agreed agreed() {
    return current().agreed();
  }

  private BaselineRow current() {
    if (row == null) {
      throw new IllegalStateException("before the first row");
    }
    return row;
  }

  @Override
  public void close() {
    rows.close();
  }
}
