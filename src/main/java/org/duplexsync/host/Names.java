package org.duplexsync.host;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Account names by number, asked of the host once each. */
final class Names {
  /** A server that sends ever new numbers must not fill the memory. */
  private static final int MAX = 20_000;

  /** Asks the host for one name. */
  interface Source {
    String name(boolean group, long id) throws HostException;
  }

  private final Map<Long, String> users = new ConcurrentHashMap<>();
  private final Map<Long, String> groups = new ConcurrentHashMap<>();
  private final Source source;

  Names(Source source) {
    this.source = source;
  }

  String user(long uid) throws HostException {
    return name(users, false, uid);
  }

  String group(long gid) throws HostException {
    return name(groups, true, gid);
  }

  private String name(Map<Long, String> known, boolean group, long id) throws HostException {
    String name = known.get(id);
    if (name == null) {
      name = known.size() < MAX ? source.name(group, id) : Long.toString(id);
      if (known.size() < MAX) {
        known.put(id, name);
      }
    }
    return name;
  }
}
