package org.duplexsync.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A cause and its effect while a pair is live.
 *
 * @param id rises by one with each event of a pair since the engine started
 * @param seen when the engine heard of the change; {@code ended} when its answer stood on the other
 *     side
 * @param action what was done; null: nothing, the path waits for a decision
 * @param outcome how it ended; null: it waits
 * @param reason the sentence of the plan's row
 */
public record LiveEvent(
    long id,
    Instant seen,
    Instant ended,
    RelPath path,
    @Nullable Action action,
    @Nullable Outcome outcome,
    String reason,
    long bytes) {}
