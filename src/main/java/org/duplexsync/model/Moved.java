package org.duplexsync.model;

/** A pairing: what was agreed at {@code from} is at {@code to} now, on one side. */
public record Moved(Side side, RelPath from, RelPath to) {}
