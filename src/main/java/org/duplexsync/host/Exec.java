package org.duplexsync.host;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/**
 * A running command. The streams are not buffered beyond what the channel needs; reading one must
 * not wait for the other to be read.
 */
public interface Exec extends AutoCloseable {
  /** The command's standard input; closing it is end of file there. */
  OutputStream in();

  /** The command's standard output. */
  InputStream out();

  /** The command's standard error. */
  InputStream err();

  /**
   * Waits for the end of the command.
   *
   * @return its exit status; 128 + n when signal n ended it
   * @throws HostException if it did not end in time, or the connection is lost
   */
  int exitStatus(Duration limit) throws HostException;

  /** Ends the command if it still runs (hangs up, then kills) and frees the channel. */
  @Override
  void close();
}
