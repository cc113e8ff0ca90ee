package org.duplexsync.engine.live;

import java.util.Collection;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Transfer;

/** What is carried out beside the small changes, so that it delays none of them. */
public interface Carriage {
  /** What may not be touched until it has ended. */
  Collection<RelPath> paths();

  /** Carries; on a thread of its own. Never throws: {@link Pipeline#ended} tells how it went. */
  void run();

  /** Ends it soon, with nothing half done. */
  void cancel();

  Transfer transfer();
}
