package org.duplexsync.host;

import java.util.List;

/**
 * Where programs can be started on one machine as one user: an SSH connection, or this machine.
 * Thread safe.
 */
public interface Shell extends AutoCloseable {
  /**
   * Starts a command.
   *
   * @param command what the remote login shell (here: {@code /bin/sh -c}) is given; no NUL
   * @throws HostException if the connection is lost or the server refuses
   */
  Exec exec(byte[] command) throws HostException;

  /** The machine as the operator calls it. */
  String name();

  /** The account that was logged in to. */
  String user();

  /** What is weak about the way there (key types, exchanges), each with what to do. */
  default List<String> warnings() {
    return List.of();
  }

  @Override
  void close();
}
