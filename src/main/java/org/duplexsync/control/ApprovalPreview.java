package org.duplexsync.control;

/**
 * What an approval would do.
 *
 * @param items rows that go
 * @param toA rows that write on A; {@code toB} likewise
 * @param deletes how many of them delete
 * @param leftOut rows that wait
 * @param conflictsLeftOut how many of these are conflicts
 * @param typeDeletes the operator must type the number of deletes
 * @param bytes content that travels
 */
public record ApprovalPreview(
    long items,
    long toA,
    long toB,
    long deletes,
    long leftOut,
    long conflictsLeftOut,
    boolean typeDeletes,
    long bytes) {}
