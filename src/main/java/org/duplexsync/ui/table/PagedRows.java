package org.duplexsync.ui.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.collections.ObservableListBase;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.PlanRow;
import org.duplexsync.control.RowOrder;
import org.duplexsync.control.RowPage;
import org.duplexsync.control.RowQuery;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.RelPath;
import org.duplexsync.ui.parts.Background;
import org.duplexsync.ui.parts.Text;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one query as a list for a table, of which only the pages last looked at are in
 * memory.
 */
public final class PagedRows extends ObservableListBase<Slot> {
  /** As many rows are read at once. */
  public static final int PAGE_ROWS = 200;

  private final PairControl pair;
  private final Background background;
  private final Consumer<String> trouble;
  private final RowQuery query;
  private final RowOrder order;
  private final ReadOnlyBooleanWrapper complete = new ReadOnlyBooleanWrapper();
  private final Pages pages;
  private Runnable outgrown = () -> {};
  private int size;
  private boolean dropped;

  public PagedRows(
      PairControl pair,
      Background background,
      Consumer<String> trouble,
      RowQuery query,
      RowOrder order) {
    this.pair = pair;
    this.background = background;
    this.trouble = trouble;
    this.query = query;
    this.order = order;
    this.pages = new Pages(background, this::read, this::counted, trouble);
  }

  private RowPage read(int from) throws ControlException {
    return pair.page(query, order, from, PAGE_ROWS);
  }

  private void counted(long total) {
    if (total != size) {
      outgrown.run();
    }
  }

  /** Begins to read; {@code first} runs when the first page is there. */
  public void open(Runnable first) {
    background.run(
        () -> read(0),
        page -> opened(page, first),
        why -> {
          trouble.accept(why);
          complete.set(true);
        });
  }

  private void opened(RowPage read, Runnable first) {
    if (dropped) {
      return;
    }
    pages.first(read.rows());
    grow((int) Math.min(read.total(), Integer.MAX_VALUE));
    complete.set(true);
    first.run();
  }

  private void grow(int rows) {
    if (rows > size) {
      beginChange();
      int before = size;
      size = rows;
      nextAdd(before, rows);
      endChange();
    }
  }

  /** What is to be done when there are more or fewer rows than when the list was opened. */
  public void whenOutgrown(Runnable reload) {
    outgrown = reload;
  }

  /** Nobody looks any more: answers under way are thrown away. */
  public void drop() {
    dropped = true;
    pages.drop();
  }

  /** True when the rows are counted. */
  public ReadOnlyBooleanProperty completeProperty() {
    return complete.getReadOnlyProperty();
  }

  public RowQuery query() {
    return query;
  }

  public RowOrder order() {
    return order;
  }

  /** A list is itself only: comparing the rows of two would read them all. */
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Slot get(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    return pages.slot(index);
  }

  /** A row knows its place: tables look for the selected one whenever they get other rows. */
  @Override
  public int indexOf(@Nullable Object row) {
    return row instanceof Slot slot && slot.equals(pages.known(slot.index())) ? slot.index() : -1;
  }

  @Override
  public int lastIndexOf(@Nullable Object row) {
    return indexOf(row);
  }

  @Override
  public boolean contains(@Nullable Object row) {
    return indexOf(row) >= 0;
  }

  /** Reads again what is in memory: after decisions, and while outcomes come in. */
  public void refresh() {
    if (size == 0) {
      outgrown.run();
    } else {
      pages.refresh();
    }
  }

  /** Finds a path's place in the list, or that of the next path; nothing if there is none. */
  public void find(RelPath path, IntConsumer found) {
    background.run(
        () -> pair.place(query, order, path),
        index -> {
          if (index >= 0) {
            found.accept(Math.min(index, size - 1));
          }
        },
        trouble);
  }

  /** Finds the next place from one on at which a name begins so; nothing if there is none. */
  public void findName(String letters, int from, IntConsumer found) {
    background.run(
        () -> pair.startingWith(query, order, letters, from),
        index -> {
          if (index >= 0 && index < size) {
            found.accept(index);
          }
        },
        trouble);
  }

  /** The paths at these places as they are shown; null: some of the rows are not in memory. */
  public @Nullable List<RelPath> shownPaths(List<Range> ranges) {
    List<RelPath> paths = new ArrayList<>();
    for (Range range : ranges) {
      for (int i = range.from(); i < range.to(); i++) {
        Slot slot = pages.known(i);
        PlanRow row = slot == null ? null : slot.row();
        if (row == null) {
          return null;
        }
        paths.add(row.item().path());
      }
    }
    return paths;
  }

  /**
   * The paths of these rows, wherever they are in the list by now; waits for them.
   *
   * @throws ControlException if rows have come or gone between a first and a last one
   */
  public List<RelPath> paths(List<Span> spans) throws ControlException {
    List<RelPath> paths = new ArrayList<>();
    for (Span span : spans) {
      int from = pair.place(query, order, span.first());
      List<RelPath> now =
          from < 0 ? List.of() : pair.paths(query, order, from, from + span.count());
      if (now.size() != span.count()
          || !now.getFirst().equals(span.first())
          || !now.getLast().equals(span.last())) {
        throw new ControlException(Text.of("review.rowsMoved"));
      }
      paths.addAll(now);
    }
    return paths;
  }

  /** What lies where in the list, in so many parts of the same length. */
  public void overview(int parts, Consumer<List<Set<Bucket>>> seen) {
    background.run(
        () -> pair.overview(query, order, parts),
        all -> {
          if (!dropped) {
            seen.accept(all);
          }
        },
        trouble);
  }
}
