package org.duplexsync.engine.pair;

import java.util.EnumMap;
import java.util.Map;
import org.duplexsync.host.Host;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Tree;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.Side;

/** The hosts opened so far, so that a failure of one closes the other. */
final class Opening {
  private final PairSpec spec;
  private final Connector connector;
  private final Map<Side, Host> hosts = new EnumMap<>(Side.class);
  private final Map<Side, Exception> failures = new EnumMap<>(Side.class);
  private boolean closed;

  Opening(PairSpec spec, Connector connector) {
    this.spec = spec;
    this.connector = connector;
  }

  Tree open(Side side) throws HostException, TreeException {
    try {
      Host host = connector.connect(side);
      keep(side, host);
      return host.open(spec.tree(side));
    } catch (HostException | TreeException e) {
      synchronized (hosts) {
        failures.put(side, e);
      }
      throw e;
    }
  }

  /** Nobody waits for what comes after the end. */
  private void keep(Side side, Host host) {
    synchronized (hosts) {
      if (!closed) {
        hosts.put(side, host);
        return;
      }
    }
    host.close();
    throw new CancelledException();
  }

  Host host(Side side) {
    synchronized (hosts) {
      Host host = hosts.get(side);
      if (host == null) {
        throw new IllegalStateException("not connected: " + side);
      }
      return host;
    }
  }

  SideException failure(Exception e) {
    synchronized (hosts) {
      Side side = failures.containsKey(Side.A) ? Side.A : Side.B;
      return new SideException(side, failures.getOrDefault(side, e));
    }
  }

  void close() {
    synchronized (hosts) {
      closed = true;
      hosts.values().forEach(Host::close);
    }
  }
}
