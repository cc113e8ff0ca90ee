package org.duplexsync.ui.trees;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.duplexsync.control.Covered;
import org.duplexsync.control.RowOrder;
import org.duplexsync.control.RowQuery;
import org.duplexsync.model.RelPath;
import org.duplexsync.ui.parts.PairModel;

/**
 * Leaving a path out for good. Where a filter hides some of what that covers, an operator is told
 * how much before it is done.
 */
final class Excluding {
  /**
   * @param rows of the plan that it covers
   * @param hidden how many of them are not shown
   * @param agreed entries that were agreed on there
   */
  record Question(RelPath path, long rows, long hidden, long agreed) {}

  private final PairModel pair;
  private final ReadOnlyObjectWrapper<Optional<Question>> question =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private int asked;

  Excluding(PairModel pair) {
    this.pair = pair;
  }

  /** At once: all that it covers is shown. */
  void exclude(RelPath path) {
    drop();
    pair.exclude(path);
  }

  /**
   * @param shown the rows that the filter shows
   */
  void ask(RelPath path, RowQuery shown) {
    drop();
    int now = asked;
    pair.background()
        .run(
            () -> {
              Covered all = pair.control().covered(path);
              RowQuery within = shown.within(path);
              long seen = pair.control().page(within, RowOrder.BY_PATH, 0, 1).total();
              return new Question(path, all.rows(), all.rows() - seen, all.agreed());
            },
            found -> {
              if (now == asked) {
                question.set(Optional.of(found));
              }
            },
            pair::say);
  }

  void goOn() {
    question.get().ifPresent(about -> exclude(about.path()));
  }

  void drop() {
    asked++;
    question.set(Optional.empty());
  }

  /** Empty: nothing is asked. */
  ReadOnlyObjectProperty<Optional<Question>> questionProperty() {
    return question.getReadOnlyProperty();
  }
}
