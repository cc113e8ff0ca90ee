package org.duplexsync.control;

/**
 * What lies at a path and below it.
 *
 * @param rows of the plan
 * @param agreed what was equal on both sides by the last compare
 */
public record Covered(long rows, long agreed) {}
