package org.duplexsync.model;

import java.time.Instant;

/**
 * A choice taken for one plan item.
 *
 * @param by who took it: {@code operator:NAME} or {@code policy:NAME}
 */
public record Decision(Choice choice, String by, Instant at) {}
