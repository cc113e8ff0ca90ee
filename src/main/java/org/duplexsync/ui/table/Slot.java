package org.duplexsync.ui.table;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.duplexsync.control.PlanRow;
import org.jspecify.annotations.Nullable;

/** One place in a long list: the row there, null while it is being read. */
public final class Slot {
  private final int index;
  private final ReadOnlyObjectWrapper<@Nullable PlanRow> row = new ReadOnlyObjectWrapper<>();

  Slot(int index) {
    this.index = index;
  }

  public int index() {
    return index;
  }

  public @Nullable PlanRow row() {
    return row.get();
  }

  public ReadOnlyObjectProperty<@Nullable PlanRow> rowProperty() {
    return row.getReadOnlyProperty();
  }

  void set(PlanRow value) {
    row.set(value);
  }
}
