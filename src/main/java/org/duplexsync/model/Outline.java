package org.duplexsync.model;

import org.jspecify.annotations.Nullable;

/**
 * A plan row as far as lists of a million are searched by it.
 *
 * @param path its bytes
 * @param kind of what is there now (of A's entry, or B's if A has none)
 * @param changedA something happened on A; {@code changedB} likewise
 */
public record Outline(
    byte[] path,
    Bucket bucket,
    @Nullable Kind kind,
    boolean changedA,
    boolean changedB,
    boolean safe) {}
