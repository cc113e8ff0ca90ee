package org.duplexsync.host.ssh;

import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.duplexsync.host.Host;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Shell;

/**
 * Reaches hosts over SSH as OpenSSH's client would, with the operator's keys, agent and
 * configuration. Targets that lead to the same account share one session. Thread safe.
 */
public final class SshHosts implements AutoCloseable {
  private final SshEnvironment environment;
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("ssh-pulse").factory());
  private final KeyRing ring = new KeyRing();
  private final SshConnector connector;
  private final Map<Endpoint, SharedSession> sessions = new ConcurrentHashMap<>();

  public SshHosts(SshEnvironment environment) {
    this(environment, SshLimits.usual());
  }

  public SshHosts(SshEnvironment environment, SshLimits limits) {
    this.environment = environment;
    this.connector = new SshConnector(environment, limits, scheduler, ring, new Asking());
  }

  /** Loads what a log-in will need; reaches nothing. */
  public static void warmUp() {
    try {
      Ciphers.tryOut();
    } catch (GeneralSecurityException e) {
      // a log-in will do without, or say why it can't
      return;
    }
  }

  /**
   * Logs in, or shares the session that stands. The last shell to be closed closes the session.
   *
   * @throws SshException says what is wrong and what to do
   */
  public Shell shell(SshTarget target, SshQuestions questions) throws SshException {
    Endpoint endpoint = EndpointResolver.resolve(environment, target);
    return sessions
        .computeIfAbsent(endpoint, e -> new SharedSession())
        .use(connector, endpoint, questions);
  }

  /**
   * Logs in, sees that the account can do what is needed, and starts the helper there. {@link
   * Host#shell} is a shell on the same session; closing the host closes that too.
   *
   * @param clock ours, for the skew
   * @throws SshException says what is wrong and what to do
   */
  public Host connect(SshTarget target, SshQuestions questions, InstantSource clock)
      throws HostException {
    Shell shell = shell(target, questions);
    Shell probing;
    try {
      probing = shell(target, questions);
    } catch (SshException | RuntimeException e) {
      shell.close();
      throw e;
    }
    return new ProbedStart(new ShellProbe(scheduler), clock).run(shell, probing);
  }

  /** Ends every session and forgets every opened key. */
  @Override
  public void close() {
    sessions.values().forEach(SharedSession::close);
    scheduler.shutdownNow();
    ring.close();
  }
}
