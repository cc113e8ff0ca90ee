package org.duplexsync.model;

import java.time.Duration;
import java.time.Instant;

/**
 * How one server was when it last answered.
 *
 * @param roundTrip of one small request
 * @param at when it answered, by our clock
 * @param freeBytes below the root for the pair's account, as of connecting
 */
public record HostPulse(Duration roundTrip, Instant at, long freeBytes) {}
