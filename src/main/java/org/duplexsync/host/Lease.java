package org.duplexsync.host;

/**
 * The right to write to a root, held by a lock that ends with the connection.
 *
 * @param epoch raised by one with each lease; every commit carries it
 * @param before the owner before, empty if there was none
 */
public record Lease(long epoch, String before) {}
