package org.duplexsync.host;

import java.time.Duration;
import java.util.List;

/**
 * A root being watched. News say where to look, nothing else: what is there now is found out by
 * {@link Tree#look} and {@link Tree#list}, and those must come after {@link #poll}. Memory is
 * bounded at both ends whatever happens; news that would exceed it become a {@link News.Overflow}.
 *
 * <p>Not told, so that only a compare from time to time finds it: writes through a memory map that
 * end without a close; writes by another name of a hard-linked file (an event bears the one name
 * that was used: who looks and finds several links looks at the other names too); changes that
 * other machines make on a network file system.
 */
public interface Watch extends AutoCloseable {
  /**
   * All news so far, in order, and none twice: of one path only the latest {@link News.Dirty} is
   * given, at its latest place. Empty if there are none. Never blocks.
   *
   * @throws HostException when the connection or the watcher is lost; nothing is watched any more
   */
  List<News> poll() throws HostException;

  /**
   * How long ago the host last gave proof that it watches: what happened before then has been told.
   */
  default Duration silent() {
    return Duration.ZERO;
  }

  /**
   * Called when {@link #poll} has something to give or to throw: on any thread, at once if it is so
   * already, and possibly too often. It must return at once and not throw. There is one; another
   * call replaces it.
   */
  void onNews(Runnable wake);

  /** Ends the watching; news not yet taken are dropped. */
  @Override
  void close();
}
