package org.duplexsync.host;

import java.util.List;
import org.duplexsync.model.Sha256;

/**
 * Staging under way. For each ask that is a file: data, then finish or abandon; other kinds need
 * neither.
 */
public interface Staging extends AutoCloseable {
  void data(int index, byte[] buffer, int offset, int length) throws HostException;

  /** The content is complete; the server's own hash of what it wrote must equal this one. */
  void finish(int index, Sha256 sha256) throws HostException;

  void abandon(int index) throws HostException;

  /** Waits for the host's answers, one per ask in its order, and ends the staging. */
  List<StageOutcome> outcomes() throws HostException;

  @Override
  void close();
}
