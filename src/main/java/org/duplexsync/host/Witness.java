package org.duplexsync.host;

/** What a server remembers of the store: its id and the generation last made durable there. */
public record Witness(String storeId, long generation) {}
