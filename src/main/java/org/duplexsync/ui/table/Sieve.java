package org.duplexsync.ui.table;

import java.util.EnumSet;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.duplexsync.control.RowQuery;
import org.duplexsync.model.Bucket;

/** Which rows an operator wants to see: the kinds that were switched on, and what was typed. */
public final class Sieve {
  private final ReadOnlyObjectWrapper<Set<Bucket>> buckets = new ReadOnlyObjectWrapper<>(Set.of());
  private final StringProperty text = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<FilterText> parsed =
      new ReadOnlyObjectWrapper<>(FilterText.parse(""));
  private final Runnable changed;

  /**
   * @param changed other rows are wanted
   */
  public Sieve(Runnable changed) {
    this.changed = changed;
    text.addListener((_, _, typed) -> typed(typed));
  }

  private void typed(String now) {
    FilterText meant = FilterText.parse(now);
    boolean same = meant.filter().equals(parsed.get().filter());
    parsed.set(meant);
    if (!same) {
      changed.run();
    }
  }

  public void toggle(Bucket bucket) {
    Set<Bucket> now = EnumSet.noneOf(Bucket.class);
    now.addAll(buckets.get());
    if (!now.remove(bucket)) {
      now.add(bucket);
    }
    show(now);
  }

  /**
   * @param wanted empty: all
   */
  public void show(Set<Bucket> wanted) {
    if (!wanted.equals(buckets.get())) {
      buckets.set(Set.copyOf(wanted));
      changed.run();
    }
  }

  public void clear() {
    text.set("");
    show(Set.of());
  }

  public boolean isOn() {
    return !buckets.get().isEmpty() || !parsed.get().filter().isNone();
  }

  /** What is wanted depends on what was decided. */
  public boolean asksForMarks() {
    return !parsed.get().filter().marks().isEmpty();
  }

  public RowQuery query() {
    return RowQuery.of(buckets.get(), parsed.get().filter());
  }

  /** As it is typed. */
  public StringProperty textProperty() {
    return text;
  }

  public ReadOnlyObjectProperty<FilterText> parsedProperty() {
    return parsed.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Set<Bucket>> bucketsProperty() {
    return buckets.getReadOnlyProperty();
  }
}
