package org.duplexsync.simulation;

import java.util.function.UnaryOperator;
import org.duplexsync.host.Host;
import org.duplexsync.host.HostException;
import org.duplexsync.host.HostFacts;
import org.duplexsync.host.Tree;
import org.duplexsync.host.TreeException;
import org.duplexsync.host.TreeSpec;

/** A host whose trees are seen through something. */
record PassingHost(Host host, UnaryOperator<Tree> through) implements Host {
  @Override
  public HostFacts facts() {
    return host.facts();
  }

  @Override
  public Tree open(TreeSpec spec) throws HostException, TreeException {
    return through.apply(host.open(spec));
  }

  @Override
  public void close() {
    host.close();
  }
}
