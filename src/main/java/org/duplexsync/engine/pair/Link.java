package org.duplexsync.engine.pair;

import org.duplexsync.engine.live.Throttle;
import org.duplexsync.host.Host;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Tree;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/** Both machines reached and both roots open. */
public final class Link implements AutoCloseable {
  private final Sides<Host> hosts;
  private final Sides<Tree> trees;
  private final Together together;
  private final Throttle throttle = new Throttle();

  private Link(Sides<Host> hosts, Sides<Tree> trees, Together together) {
    this.hosts = hosts;
    this.trees = trees;
    this.together = together;
  }

  /**
   * @param cancel ends it at once; what is reached later is let go
   * @throws SideException naming the side that can't be reached or opened
   */
  public static Link open(PairSpec spec, Connector connector, Together together, Cancel cancel)
      throws SideException {
    var opening = new Opening(spec, connector);
    try {
      Sides<Tree> trees = together.both(opening::open, cancel);
      var hosts = new Sides<>(opening.host(Side.A), opening.host(Side.B));
      Apart.require(hosts, trees);
      return new Link(hosts, trees, together);
    } catch (SideException e) {
      opening.close();
      throw e;
    } catch (HostException | TreeException e) {
      opening.close();
      throw opening.failure(e);
    } catch (RuntimeException | Error e) {
      opening.close();
      throw e;
    }
  }

  public Host host(Side side) {
    return hosts.of(side);
  }

  public Tree tree(Side side) {
    return trees.of(side);
  }

  public Sides<Tree> trees() {
    return trees;
  }

  public Sides<Host> hosts() {
    return hosts;
  }

  /** One for all that travels between the two. */
  public Throttle throttle() {
    return throttle;
  }

  public Together together() {
    return together;
  }

  /** Which side doesn't answer any more; null if that can't be told. */
  public @Nullable Side lost() {
    for (Side side : Side.values()) {
      try {
        var _ = tree(side).now();
      } catch (HostException e) {
        return side;
      }
    }
    return null;
  }

  @Override
  public void close() {
    for (Side side : Side.values()) {
      tree(side).close();
      host(side).close();
    }
  }
}
