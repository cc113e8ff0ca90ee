package org.duplexsync.control;

import java.util.List;

/**
 * How a commit ended.
 *
 * @param done rows committed; {@code drifted} went back to be compared again; {@code failed};
 *     {@code kept} left on purpose
 * @param waiting rows that were not approved
 * @param cancelled the operator ended it
 * @param notes what the operator should know, in words: what could not be kept, what was cleaned up
 */
public record RunReport(
    long done,
    long drifted,
    long failed,
    long kept,
    long waiting,
    boolean cancelled,
    List<String> notes) {}
