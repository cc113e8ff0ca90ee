package org.duplexsync.ui.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.collections.ObservableListBase;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.PlanRow;
import org.duplexsync.control.RowMarks;
import org.duplexsync.control.RowQuery;
import org.duplexsync.model.RelPath;
import org.duplexsync.ui.parts.Background;

/**
 * The rows of one query as a list for a table, of which only the pages last looked at are in
 * memory. The first page comes at once; where the others begin is found out meanwhile, and until
 * then the list is only as long as what is known.
 */
public final class PagedRows extends ObservableListBase<Slot> {
  /** As many rows are read at once. */
  public static final int PAGE_ROWS = 200;

  private static final int PAGE = PAGE_ROWS;
  private static final int KEPT = 32;

  private final PairControl pair;
  private final Background background;
  private final Consumer<String> trouble;
  private final RowQuery query;
  private final ReadOnlyBooleanWrapper complete = new ReadOnlyBooleanWrapper();
  private final Map<Integer, Page> pages = new LinkedHashMap<>(64, 0.75f, true);
  private List<RelPath> ends = List.of();
  private int size;
  private boolean dropped;

  private static final class Page {
    final Slot[] slots = new Slot[PAGE];

    /** Raised with each request, so that an answer that was overtaken is thrown away. */
    int asked;

    Page(int number) {
      for (int i = 0; i < PAGE; i++) {
        slots[i] = new Slot(number * PAGE + i);
      }
    }

    void fill(List<PlanRow> rows) {
      for (int i = 0; i < rows.size() && i < PAGE; i++) {
        slots[i].set(rows.get(i));
      }
    }
  }

  public PagedRows(
      PairControl pair, Background background, Consumer<String> trouble, RowQuery query) {
    this.pair = pair;
    this.background = background;
    this.trouble = trouble;
    this.query = query;
  }

  /** Begins to read; {@code first} runs when the first page is there. */
  public void open(Runnable first) {
    background.run(() -> pair.rows(query.page(null, PAGE)), rows -> opened(rows, first), trouble);
  }

  private void opened(List<PlanRow> rows, Runnable first) {
    if (dropped) {
      return;
    }
    Page page = new Page(0);
    page.fill(rows);
    pages.put(0, page);
    grow(rows.size());
    first.run();
    if (rows.size() < PAGE) {
      complete.set(true);
    } else {
      background.run(() -> pair.marks(query, PAGE), this::marked, trouble);
    }
  }

  private void marked(RowMarks marks) {
    if (!dropped) {
      ends = marks.ends();
      grow((int) Math.min(marks.rows(), Integer.MAX_VALUE));
      complete.set(true);
    }
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

  /** Nobody looks any more: answers under way are thrown away. */
  public void drop() {
    dropped = true;
  }

  /** True when all rows are counted. */
  public ReadOnlyBooleanProperty completeProperty() {
    return complete.getReadOnlyProperty();
  }

  public RowQuery query() {
    return query;
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
    return page(index / PAGE).slots[index % PAGE];
  }

  private Page page(int number) {
    Page page = pages.get(number);
    if (page == null) {
      page = new Page(number);
      pages.put(number, page);
      load(number, page);
      if (pages.size() > KEPT) {
        pages.remove(pages.keySet().iterator().next());
      }
    }
    return page;
  }

  private void load(int number, Page page) {
    if (dropped || number > ends.size()) {
      return;
    }
    int asked = ++page.asked;
    RelPath after = number == 0 ? null : ends.get(number - 1);
    background.run(
        () -> pair.rows(query.page(after, PAGE)),
        rows -> {
          if (page.asked == asked && !dropped) {
            page.fill(rows);
          }
        },
        trouble);
  }

  /** Reads again what is in memory: after decisions, and while outcomes come in. */
  public void refresh() {
    Map<Integer, Page> now = Map.copyOf(pages);
    int newest = 0;
    for (int number : List.copyOf(pages.keySet()).reversed()) {
      if (newest++ < 4) {
        load(number, Objects.requireNonNull(now.get(number)));
      } else {
        pages.remove(number);
      }
    }
  }

  /**
   * Finds a path's place in the list, or that of the next path if it isn't there; -1: the list is
   * empty.
   */
  public void find(RelPath path, IntConsumer found) {
    int number = number(path);
    RelPath after = number == 0 ? null : ends.get(number - 1);
    background.run(
        () -> number * PAGE + place(pair.rows(query.page(after, PAGE)), path),
        index -> found.accept(Math.min(index, size - 1)),
        trouble);
  }

  private static int place(List<PlanRow> rows, RelPath path) {
    int in = 0;
    while (in < rows.size() && rows.get(in).item().path().compareTo(path) < 0) {
      in++;
    }
    return in;
  }

  private int number(RelPath path) {
    int low = 0;
    int high = ends.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends.get(middle).compareTo(path) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
