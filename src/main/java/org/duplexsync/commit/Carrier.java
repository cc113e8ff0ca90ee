package org.duplexsync.commit;

import java.util.List;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;

/** A route: brings contents from one tree into the temp dir of the other. */
interface Carrier {
  /** One answer per load, in order. */
  List<Carried> carry(Lane lane, Haul haul) throws HostException, TreeException;
}
