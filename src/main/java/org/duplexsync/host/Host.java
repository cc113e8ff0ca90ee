package org.duplexsync.host;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A machine, reached as one user. Thread safe: many requests may be under way at once. */
public interface Host extends AutoCloseable {
  HostFacts facts();

  /** The host's clock minus ours, as measured last: at connect and with each keep-alive. */
  default Duration skew() {
    return facts().skew();
  }

  /**
   * Opens a root: verifies it, opens (or makes) the pair's own 0700 directories for temporary files
   * and versions.
   *
   * @throws HostException if the connection is lost
   * @throws TreeException if the root or a directory can't be used; says why and what to do
   */
  Tree open(TreeSpec spec) throws HostException, TreeException;

  /** Where other programs (rsync) can be started on this machine; null where none can. */
  default @Nullable Shell shell() {
    return null;
  }

  @Override
  void close();
}
