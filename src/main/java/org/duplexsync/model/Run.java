package org.duplexsync.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One pass of the pipeline over a pair.
 *
 * @param by who asked for it
 * @param ended null: it is under way, or was cut short by a crash
 * @param result in words; null while it is under way
 */
public record Run(
    long id,
    String pair,
    Cause cause,
    String by,
    Instant started,
    @Nullable Instant ended,
    @Nullable String result) {}
