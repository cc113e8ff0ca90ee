package org.duplexsync.model;

/**
 * A pairing: what was agreed at {@code from} is at {@code to} now, on one side.
 *
 * @param whole a directory with all that is in it, which one rename can follow: the rows below both
 *     names are covered by it
 */
public record Moved(Side side, RelPath from, RelPath to, boolean whole) {}
