package org.duplexsync.engine;

import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.duplexsync.engine.pair.Absences;
import org.duplexsync.engine.pair.Cancel;
import org.duplexsync.engine.pair.CancelledException;
import org.duplexsync.engine.pair.Connector;
import org.duplexsync.engine.pair.Leases;
import org.duplexsync.engine.pair.Link;
import org.duplexsync.engine.pair.PairSpec;
import org.duplexsync.engine.pair.SideException;
import org.duplexsync.engine.pair.Surroundings;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.PlanHeader;
import org.duplexsync.model.Side;
import org.duplexsync.store.Store;
import org.jspecify.annotations.Nullable;

/**
 * What the engine of a pair holds: its connections and its leases, and the lock that lets one thing
 * at a time reach the servers. Fields that change are for the lock's owner.
 */
final class Hold {
  final Connector connector;
  final Store store;
  final Surroundings surroundings;
  final Published published = new Published();
  final UnderWay operators = new UnderWay();
  final UnderWay lives = new UnderWay();
  final ReentrantLock busy = new ReentrantLock(true);
  private final Absences absences;
  private volatile PairSpec spec;
  private volatile Instant lastSign = Instant.MIN;
  private volatile @Nullable Link link;
  private @Nullable Leases leases;
  private Cancel cancel = new Cancel();

  Hold(PairSpec spec, Connector connector, Store store, Surroundings surroundings) {
    this.spec = spec;
    this.connector = connector;
    this.store = store;
    this.surroundings = surroundings;
    this.absences = new Absences(() -> store.settings(spec.name()));
  }

  interface Work<T> {
    T run(Link link) throws HostException, TreeException;
  }

  PairSpec spec() {
    return spec;
  }

  void spec(PairSpec other) {
    spec = other;
  }

  String pair() {
    return spec.name();
  }

  Instant now() {
    return surroundings.clock().instant();
  }

  void publish(EngineState state) {
    sign();
    absences.heard(state);
    published.publish(state);
  }

  PlanHeader header(long plan) {
    return Objects.requireNonNull(store.plans(pair()).header(plan));
  }

  /** That a plan waits for a person, with what its guards say. */
  EngineState review(long plan) {
    return HaltText.review(header(plan), now());
  }

  /** Something was begun, or got on. */
  void sign() {
    lastSign = now();
  }

  /** When something was last begun or got on. */
  Instant lastSign() {
    return lastSign;
  }

  @Nullable Link link() {
    return link;
  }

  @Nullable Leases leases() {
    return leases;
  }

  void leases(@Nullable Leases taken) {
    leases = taken;
  }

  /** Of the request that is carried out. */
  Cancel cancel() {
    return cancel;
  }

  /** Something that was asked of the engine. */
  interface Request<T extends @Nullable Object, X extends Exception> {
    T run(Cancel cancel) throws X;
  }

  /** Has its turn when nothing else is carried out; can be cancelled from now on. */
  <T extends @Nullable Object, X extends Exception> T inTurn(UnderWay among, Request<T, X> request)
      throws X {
    Cancel own = among.begin();
    busy.lock();
    try {
      own.check();
      sign();
      cancel = own;
      return request.run(own);
    } finally {
      among.end(own);
      busy.unlock();
    }
  }

  /** Connects if need be; a lost host ends the work, and what was held is given back. */
  <T> T alone(Work<T> work) throws SideException {
    return inTurn(operators, own -> alone(work, own));
  }

  private <T> T alone(Work<T> work, Cancel own) throws SideException {
    try {
      Link ready = connected();
      own.onAsk(ready::close);
      own.check();
      return work.run(ready);
    } catch (HostException | TreeException e) {
      if (own.asked()) {
        throw cancelled();
      }
      SideException told = lost(e);
      publish(new EngineState.Failed(told.side(), message(told), now()));
      throw told;
    } catch (SideException e) {
      if (own.asked()) {
        throw cancelled();
      }
      publish(new EngineState.Failed(e.side(), message(e), now()));
      throw e;
    } catch (CancelledException e) {
      throw cancelled();
    } catch (RuntimeException e) {
      disconnect();
      publish(new EngineState.Failed(null, message(e), now()));
      throw e;
    }
  }

  private CancelledException cancelled() {
    disconnect();
    publish(new EngineState.Stopped());
    return new CancelledException();
  }

  Link connected() throws SideException {
    Link known = link;
    if (known != null && known.lost() == null) {
      return known;
    }
    publish(new EngineState.Connecting(null, now()));
    return connect();
  }

  /** Anew, telling nobody. */
  private Link connect() throws SideException {
    disconnect();
    Link made = Link.open(spec, connector, surroundings.together(), cancel);
    link = made;
    return made;
  }

  /** As {@link #connected}, but what is told meanwhile is the caller's business. */
  Link reached() throws SideException {
    Link known = link;
    return known != null && known.lost() == null ? known : connect();
  }

  /** Lets go, and says which side it was. */
  SideException lost(Exception e) {
    Link known = link;
    Side side = known == null ? null : known.lost();
    disconnect();
    return new SideException(side, e);
  }

  static String message(Exception e) {
    return Objects.requireNonNullElse(e.getMessage(), e.toString());
  }

  void disconnect() {
    Link old = link;
    link = null;
    leases = null;
    if (old != null) {
      old.close();
    }
  }
}
