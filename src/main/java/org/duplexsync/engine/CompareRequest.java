package org.duplexsync.engine;

import org.duplexsync.model.Cause;
import org.duplexsync.model.Column;
import org.duplexsync.model.DeletePolicy;
import org.jspecify.annotations.Nullable;

/**
 * A compare of a whole pair.
 *
 * @param write leases are taken, what an earlier run left open is settled, and what is equal is
 *     remembered; else nothing is written, on the servers or in the baseline
 * @param deletes instead of the pair's policy; null: the policy's
 * @param by who asks, {@code operator:NAME} or {@code policy:NAME}
 */
public record CompareRequest(
    boolean write, @Nullable DeletePolicy deletes, Column column, Cause cause, String by) {}
