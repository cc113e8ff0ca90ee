package org.duplexsync.ui.details;

import org.duplexsync.control.PlanRow;
import org.duplexsync.control.TreeRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at below the rows.
 *
 * @param row what the plan has about it; null: nothing
 * @param reason why it is as it is, in words; empty: nothing to say
 */
public record Subject(RelPath path, Seen a, Seen b, @Nullable PlanRow row, String reason) {
  public static Subject of(PlanRow row) {
    return new Subject(row.item().path(), row.item().a(), row.item().b(), row, row.item().reason());
  }

  /**
   * @param otherwise the reason if the plan gives none
   */
  public static Subject of(TreeRow tree, String otherwise) {
    PlanRow row = tree.row();
    return row != null ? of(row) : new Subject(tree.path(), tree.a(), tree.b(), null, otherwise);
  }
}
