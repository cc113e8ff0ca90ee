package org.duplexsync.job;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one job file says.
 *
 * @param name names the job's state directory
 * @param hosts by name, in the file's order
 * @param pairs at least one, with names of their own
 */
public record Job(String name, Map<String, HostDef> hosts, List<PairDef> pairs, Settings settings) {
  public Job {
    hosts = Collections.unmodifiableMap(new LinkedHashMap<>(hosts));
    pairs = List.copyOf(pairs);
  }

  /** The host that a side of one of the pairs is on. */
  public HostDef host(SideDef side) {
    HostDef host = hosts.get(side.host());
    if (host == null) {
      throw new IllegalArgumentException("the job has no host " + side.host());
    }
    return host;
  }
}
