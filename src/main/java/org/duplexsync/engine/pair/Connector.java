package org.duplexsync.engine.pair;

import org.duplexsync.host.Host;
import org.duplexsync.host.HostException;
import org.duplexsync.model.Side;

/** Reaches the machines of one pair; asks the operator what only a person can answer. */
public interface Connector {
  Host connect(Side side) throws HostException;
}
