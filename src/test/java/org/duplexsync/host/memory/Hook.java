package org.duplexsync.host.memory;

import org.duplexsync.host.HostException;

/**
 * Called at each point of a machine's work for a connection, such as {@code commit:exchange}. May
 * change the disk as a user, drop the connection, cut the power, or throw to end the engine.
 */
public interface Hook {
  Hook NONE = (host, point) -> {};

  void at(MemoryHost host, String point) throws HostException;
}
