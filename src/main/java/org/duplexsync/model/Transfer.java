package org.duplexsync.model;

import java.time.Instant;

/**
 * Content on its way.
 *
 * @param to the side that is written
 * @param bytes so far, of {@code total}
 * @param paths how many files travel together; {@code path} is the first
 */
public record Transfer(
    RelPath path, long paths, Side to, Route route, long bytes, long total, Instant since) {}
