package org.duplexsync.control;

import org.duplexsync.model.Decision;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.PlanItem;
import org.jspecify.annotations.Nullable;

/**
 * One row of the plan as it stands.
 *
 * @param decision null: the proposal stands
 * @param outcome null: not committed
 * @param drifted changed since it was reviewed
 */
public record PlanRow(
    PlanItem item, @Nullable Decision decision, @Nullable Outcome outcome, boolean drifted) {}
