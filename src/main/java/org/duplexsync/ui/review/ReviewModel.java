package org.duplexsync.ui.review;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.StringProperty;
import org.duplexsync.control.ApprovalPreview;
import org.duplexsync.control.ApproveMode;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.PlanRow;
import org.duplexsync.control.PlanSummary;
import org.duplexsync.control.RowFilter;
import org.duplexsync.control.RowOrder;
import org.duplexsync.control.RowQuery;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Pick;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.duplexsync.ui.parts.Effect;
import org.duplexsync.ui.parts.PairModel;
import org.duplexsync.ui.parts.Text;
import org.duplexsync.ui.parts.Words;
import org.duplexsync.ui.table.FilterText;
import org.duplexsync.ui.table.PagedRows;
import org.duplexsync.ui.table.Sieve;
import org.duplexsync.ui.table.Span;
import org.jspecify.annotations.Nullable;

/** What the review shows: which rows, by which filter, and whether they can be approved. */
public final class ReviewModel {
  private final PairModel pair;
  private final Words words;
  private final Sieve sieve = new Sieve(this::reload);
  private final ReadOnlyObjectWrapper<RowOrder> order =
      new ReadOnlyObjectWrapper<>(RowOrder.BY_PATH);
  private final ReadOnlyObjectWrapper<PagedRows> rows;
  private @Nullable PagedRows opening;
  private long planId;

  public ReviewModel(PairModel pair, Words words) {
    this.pair = pair;
    this.words = words;
    rows = new ReadOnlyObjectWrapper<>(list());
    pair.revisionProperty().addListener((_, _, _) -> rowsChanged());
    if (pair.revisionProperty().get() > 0) {
      rowsChanged();
    }
  }

  private PagedRows list() {
    return new PagedRows(pair.control(), pair.background(), _ -> {}, sieve.query(), order.get());
  }

  /** Rows of another plan, or of another selection. The rows shown stay until the new are there. */
  private void reload() {
    PagedRows next = list();
    if (opening != null) {
      opening.drop();
    }
    opening = next;
    next.whenOutgrown(this::reload);
    next.open(() -> {
      rows.get().drop();
      rows.set(next);
    });
  }

  private void rowsChanged() {
    long now = pair.planProperty().get().map(PlanSummary::planId).orElse(0L);
    if (now != planId || sieve.asksForMarks()) {
      planId = now;
      reload();
    } else {
      rows.get().refresh();
    }
  }

  // --- which rows

  public Sieve sieve() {
    return sieve;
  }

  /**
   * @param wanted empty: all
   */
  public void show(Set<Bucket> wanted) {
    sieve.show(wanted);
  }

  public void sort(RowOrder wanted) {
    if (!wanted.equals(order.get())) {
      order.set(wanted);
      reload();
    }
  }

  public void clearFilter() {
    sieve.clear();
  }

  public boolean isFiltered() {
    return sieve.isOn();
  }

  /** Finds the next conflict behind a path, from the top again after the last, and its place. */
  public void nextConflict(@Nullable RelPath after, IntConsumer found) {
    String typed = sieve.textProperty().get();
    RowFilter conflict = FilterText.parse(typed + " is:conflict").filter();
    RowQuery query = RowQuery.of(sieve.bucketsProperty().get(), conflict);
    pair.background()
        .run(
            () -> {
              PairControl control = pair.control();
              List<PlanRow> next = control.rows(query.page(after, 1));
              return next.isEmpty() ? control.rows(query.page(null, 1)) : next;
            },
            next -> {
              if (!next.isEmpty()) {
                rows.get().find(next.getFirst().item().path(), found);
              }
            },
            _ -> {});
  }

  // --- decisions

  public void decide(List<RelPath> paths, Choice choice) {
    pair.decide(paths, Pick.of(choice));
  }

  public void reset(List<RelPath> paths) {
    pair.decide(paths, new Pick.Reset());
  }

  /**
   * For all these rows of the list, however many, in one step: for what was seen, even if other
   * rows have come to their places meanwhile.
   */
  void decide(Picked picked, Pick pick) {
    PagedRows list = rows.get();
    List<RelPath> shown = list.shownPaths(picked.runs());
    List<Span> spans = picked.spans();
    if (shown != null) {
      pair.decide(shown, pick);
    } else if (spans != null) {
      pair.decide(() -> list.paths(spans), pick);
    } else {
      pair.say(Text.of("review.rowsUnread"));
    }
  }

  /** Space: a row that waits takes its proposal again, any other waits. */
  void include(List<PlanRow> seen, Picked picked) {
    decide(picked, included(seen));
  }

  /** As {@link #include}, for all rows shown. */
  public void includeShown(List<PlanRow> seen) {
    decideShown(included(seen));
  }

  private static Pick included(List<PlanRow> seen) {
    boolean anyGoes = seen.stream().anyMatch(row -> choice(row) != Choice.SKIP);
    return anyGoes ? Pick.of(Choice.SKIP) : new Pick.Reset();
  }

  public static Choice choice(PlanRow row) {
    return row.decision() == null ? row.item().proposal() : row.decision().choice();
  }

  /** All rows shown now. */
  public void decideShown(Pick pick) {
    pair.decide(rows.get().query(), pick);
  }

  /** All rows shown now that are at or below a directory, in one step. */
  public void decideFolder(RelPath directory, Pick pick) {
    pair.decide(rows.get().query().within(directory), pick);
  }

  /** The directory that a row lies in, itself if it is one; null: it lies in the root. */
  public static @Nullable RelPath folder(PlanRow row) {
    RelPath path = row.item().path();
    RelPath folder = isDirectory(row) ? path : Objects.requireNonNull(path.parent());
    return folder.isRoot() ? null : folder;
  }

  private static boolean isDirectory(PlanRow row) {
    return Stream.of(row.item().a(), row.item().b())
        .anyMatch(seen -> seen instanceof Seen.Present(Entry entry) && entry.isDirectory());
  }

  // --- approval

  /** Null: it can be approved; else why not, in words. */
  public @Nullable String whyNotApprove(String typedCount) {
    boolean none = pair.previewProperty().get().map(now -> now.items() == 0).orElse(false);
    boolean failed = pair.reportProperty().get().map(ended -> ended.failed() > 0).orElse(false);
    return pair.idle() && none && failed
        ? Text.of("approve.not.failed")
        : Approvable.whyNot(
            pair.busyProperty().get(),
            pair.planProperty().get(),
            pair.previewProperty().get(),
            typedCount);
  }

  /** Safe only, decided and safe, every proposal, and from the first again. */
  public void nextMode() {
    pair.mode(
        switch (pair.modeProperty().get()) {
          case SAFE -> ApproveMode.DECIDED;
          case DECIDED -> ApproveMode.ALL;
          case ALL -> ApproveMode.SAFE;
        });
  }

  public void approve(String typedCount) {
    if (whyNotApprove(typedCount) == null) {
      Optional<ApprovalPreview> preview = pair.previewProperty().get();
      boolean typed = preview.isPresent() && preview.get().typeDeletes();
      pair.approve(typed ? OptionalLong.of(preview.get().deletes()) : OptionalLong.empty());
    }
  }

  // --- what is shown

  /** For who hears a row instead of seeing it. */
  public String spoken(PlanRow row) {
    String effect = words.effect(Effect.of(row.item(), choice(row)));
    return Text.of(
        "row.accessible",
        Words.path(row.item()),
        words.host(Side.A),
        Words.change(row.item(), Side.A),
        words.host(Side.B),
        Words.change(row.item(), Side.B),
        isTaken(row) ? effect : Text.of("mark.waitsSpoken", effect),
        row.item().reason());
  }

  /** An approval as it is chosen now takes this row. */
  boolean isTaken(PlanRow row) {
    PlanItem item = row.item();
    Choice choice = choice(row);
    boolean harmless = item.safe() && choice == item.proposal() && item.bucket() != Bucket.CONFLICT;
    return choice != Choice.SKIP
        && switch (pair.modeProperty().get()) {
          case SAFE -> harmless;
          case DECIDED -> harmless || row.decision() != null;
          case ALL -> true;
        };
  }

  public PairModel pair() {
    return pair;
  }

  public Words words() {
    return words;
  }

  public StringProperty filterProperty() {
    return sieve.textProperty();
  }

  public ReadOnlyObjectProperty<RowOrder> orderProperty() {
    return order.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<PagedRows> rowsProperty() {
    return rows.getReadOnlyProperty();
  }
}
