package org.duplexsync.model;

/** A path with what was agreed about it. */
public record BaselineRow(RelPath path, Agreed agreed) {}
