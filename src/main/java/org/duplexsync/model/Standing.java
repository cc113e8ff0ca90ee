package org.duplexsync.model;

import org.jspecify.annotations.Nullable;

/**
 * What has become of a plan row so far.
 *
 * @param chosen the decision taken, null: none
 * @param choice the decision, or the proposal where there is none
 * @param drifted changed since it was reviewed
 */
public record Standing(@Nullable Choice chosen, Choice choice, RowState state, boolean drifted) {}
