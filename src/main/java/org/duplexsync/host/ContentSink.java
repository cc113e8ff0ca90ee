package org.duplexsync.host;

import org.duplexsync.model.Entry;
import org.duplexsync.model.Sha256;

/**
 * Receives file contents, one file after the other. Methods may block: that holds the sender back.
 * An exception thrown here ends the request.
 */
public interface ContentSink {
  void begin(int index, Entry entry) throws HostException;

  /** A part of the content; the array is the caller's again afterwards. */
  void data(int index, byte[] buffer, int offset, int length) throws HostException;

  /** The file was read whole and was the same before and after. */
  void end(int index, Sha256 sha256) throws HostException;

  /**
   * The file is not as expected, can't be read, or changed while it was read. May come after {@link
   * #begin}.
   */
  void failed(int index, String reason, boolean drifted) throws HostException;
}
