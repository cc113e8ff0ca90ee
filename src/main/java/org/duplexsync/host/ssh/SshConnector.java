package org.duplexsync.host.ssh;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.duplexsync.host.ssh.SshException.Kind;
import org.jspecify.annotations.Nullable;

/** Makes connections: the way there, the log-in, and the words when it fails. */
final class SshConnector {
  private static final int MOST_JUMPS = 8;

  private final SshEnvironment environment;
  private final SshLimits limits;
  private final ScheduledExecutorService scheduler;
  private final KeyRing ring;
  private final Asking asking;

  SshConnector(
      SshEnvironment environment,
      SshLimits limits,
      ScheduledExecutorService scheduler,
      KeyRing ring,
      Asking asking) {
    this.environment = environment;
    this.limits = limits;
    this.scheduler = scheduler;
    this.ring = ring;
    this.asking = asking;
  }

  SshConnection connect(Endpoint to, SshQuestions questions) throws SshException {
    return connect(to, questions, 0);
  }

  private SshConnection connect(Endpoint to, SshQuestions questions, int depth)
      throws SshException {
    if (to.jumps().isEmpty()) {
      return login(to, Dialer.dial(to, limits), null, questions);
    }
    if (depth >= MOST_JUMPS) {
      throw new SshException(
          Kind.CONFIGURATION,
          "ProxyJump of " + to.name() + " leads over more than " + MOST_JUMPS + " hosts.",
          "Check " + environment.configFile() + " for a ProxyJump that leads back to itself.");
    }
    SshConnection via = connect(lastJump(to.jumps()), questions, depth + 1);
    try {
      return login(to, Dialer.dialThrough(via, to, limits), via, questions);
    } catch (SshException | RuntimeException e) {
      via.close();
      throw e;
    }
  }

  /** The last host of the chain, reached over those before it, or over its own ProxyJump. */
  private Endpoint lastJump(List<String> jumps) throws SshException {
    JumpSpec jump = JumpSpec.parse(jumps.getLast());
    String before = String.join(",", jumps.subList(0, jumps.size() - 1));
    return EndpointResolver.resolve(
        environment,
        new SshTarget(
            jump.host(),
            jump.host(),
            jump.port(),
            jump.user(),
            null,
            null,
            before.isEmpty() ? null : before));
  }

  private SshConnection login(
      Endpoint to, Transport transport, @Nullable SshConnection via, SshQuestions questions)
      throws SshException {
    Login login = null;
    try {
      SessionLog log = new SessionLog();
      Session session = new JSch().getSession(to.user(), to.host(), to.port());
      session.setLogger(log);
      Pulse pulse = new Pulse(transport, session, limits, scheduler);
      login = new Login(to, session, transport, pulse, log);
      SshConnection connection = login(login, via, questions);
      login = null;
      return connection;
    } catch (JSchException e) {
      throw new SshException(
          Kind.CONFIGURATION, "No session for " + to.label() + " can be set up.", "", e);
    } finally {
      if (login != null) {
        login.pulse().close();
        transport.close();
      }
    }
  }

  private SshConnection login(Login login, @Nullable SshConnection via, SshQuestions questions)
      throws SshException {
    Endpoint to = login.endpoint();
    LoginTrace trace = new LoginTrace();
    KnownHosts known = knownHosts(to);
    HostKeyGate gate =
        new HostKeyGate(to, known, trace, key -> ask(login, () -> questions.unknownHostKey(key)));
    Identities identities =
        new Identities(to, ring, trace, new AskingUnlock(ring, questions, asking, login.pulse()));
    identities.requireGiven();
    Session session = login.session();
    Algorithms.settings(known.types(to.keyName(), to.plainKeyName())).forEach(session::setConfig);
    session.setConfig("StrictHostKeyChecking", "yes");
    session.setConfig("PreferredAuthentications", "publickey,keyboard-interactive,password");
    session.setConfig("ClearAllForwardings", "yes");
    session.setHostKeyRepository(gate);
    session.setIdentityRepository(identities);
    session.setUserInfo(
        new LoginPrompts(prompts -> ask(login, () -> questions.prompts(prompts)), trace));
    session.setProxy(login.transport());
    session.setDaemonThread(true);
    connect(login, trace);
    return new SshConnection(login, warnings(login, trace, gate, via), via);
  }

  private <T extends @Nullable Object> T ask(Login login, java.util.function.Supplier<T> question) {
    return login.pulse().whileAsking(() -> asking.ask(question));
  }

  private void connect(Login login, LoginTrace trace) throws SshException {
    try {
      login.session().setTimeout((int) limits.login().toMillis());
      login.session().connect(0);
      login.pulse().loggedIn();
    } catch (JSchException | RuntimeException e) {
      throw failure(login, trace, e);
    } catch (OutOfMemoryError e) {
      // JSch makes arrays as long as a server says
      throw failure(login, trace, new IllegalStateException("it announced too much", e));
    }
  }

  private static SshException failure(Login login, LoginTrace trace, Exception e) {
    return LoginFailures.of(
        login.endpoint(), e, trace, login.transport().cutReason(), login.log().reason());
  }

  private static List<String> warnings(
      Login login, LoginTrace trace, HostKeyGate gate, @Nullable SshConnection via) {
    String name = login.endpoint().label();
    List<String> all = new ArrayList<>(via == null ? List.of() : via.warnings());
    all.addAll(Algorithms.warnings(name, login.log().agreed()));
    all.addAll(trace.warnings(name));
    String unwritten = gate.warning();
    if (unwritten != null) {
      all.add(unwritten);
    }
    return all;
  }

  private static KnownHosts knownHosts(Endpoint to) throws SshException {
    List<java.nio.file.Path> files = new ArrayList<>(to.knownHosts());
    files.addAll(to.systemKnownHosts());
    try {
      return KnownHosts.read(files);
    } catch (IOException e) {
      throw new SshException(
          Kind.CONFIGURATION,
          "The known hosts can't be read: " + e.getMessage() + ".",
          "Make " + files + " readable for this user.",
          e);
    }
  }
}
