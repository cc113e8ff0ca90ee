package org.duplexsync.ui.table;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.PlanRow;
import org.duplexsync.control.RowPage;
import org.duplexsync.ui.parts.Background;
import org.jspecify.annotations.Nullable;

/** The pages of a long list that were looked at last. Used on the window's thread only. */
final class Pages {
  private static final int PAGE = PagedRows.PAGE_ROWS;
  private static final int KEPT = 32;

  /** So many are read again; the others when they are looked at. */
  private static final int REFRESHED = 4;

  /** Reads a page in the background. */
  interface Reader {
    RowPage read(int from) throws ControlException;
  }

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

  private final Background background;
  private final Reader reader;
  private final LongConsumer counted;
  private final Consumer<String> trouble;
  private final Map<Integer, Page> pages = new LinkedHashMap<>(64, 0.75f, true);
  private final Set<Integer> wanted = new LinkedHashSet<>();
  private boolean dropped;

  /**
   * @param counted hears with each page how many rows there are by then
   */
  Pages(Background background, Reader reader, LongConsumer counted, Consumer<String> trouble) {
    this.background = background;
    this.reader = reader;
    this.counted = counted;
    this.trouble = trouble;
  }

  /** Answers under way are thrown away. */
  void drop() {
    dropped = true;
  }

  void first(List<PlanRow> rows) {
    Page page = new Page(0);
    page.fill(rows);
    pages.put(0, page);
  }

  /** The place, which is read if it is not in memory. */
  Slot slot(int index) {
    return page(index / PAGE).slots[index % PAGE];
  }

  /** Null: it is not in memory. */
  @Nullable Slot known(int index) {
    Page page = pages.get(index / PAGE);
    return page == null ? null : page.slots[index % PAGE];
  }

  private Page page(int number) {
    Page page = pages.get(number);
    if (page == null) {
      page = new Page(number);
      pages.put(number, page);
      want(number);
      if (pages.size() > KEPT) {
        pages.remove(pages.keySet().iterator().next());
      }
    }
    return page;
  }

  /**
   * Whoever walks over all rows asks for each page: only those that are kept at the end are read.
   */
  private void want(int number) {
    if (wanted.isEmpty()) {
      background.onWindow(this::readWanted);
    }
    wanted.add(number);
  }

  private void readWanted() {
    List<Integer> now = List.copyOf(wanted);
    wanted.clear();
    for (int number : now) {
      Page page = pages.get(number);
      if (page != null && page.asked == 0) {
        load(number, page);
      }
    }
  }

  private void load(int number, Page page) {
    if (dropped) {
      return;
    }
    int asked = ++page.asked;
    background.run(
        () -> reader.read(number * PAGE),
        read -> {
          if (page.asked == asked && !dropped) {
            page.fill(read.rows());
            counted.accept(read.total());
          }
        },
        trouble);
  }

  /** Reads again what was looked at last. */
  void refresh() {
    // the beginning tells whether rows were added or have gone
    page(0);
    Map<Integer, Page> now = Map.copyOf(pages);
    int newest = 0;
    for (int number : List.copyOf(pages.keySet()).reversed()) {
      if (newest++ < REFRESHED) {
        load(number, Objects.requireNonNull(now.get(number)));
      } else {
        pages.remove(number);
      }
    }
  }
}
