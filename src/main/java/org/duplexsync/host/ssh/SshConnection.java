package org.duplexsync.host.ssh;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.duplexsync.host.Exec;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Shell;
import org.duplexsync.host.ssh.SshException.Kind;
import org.jspecify.annotations.Nullable;

/** One session: log-in done once, many commands at a time, each on a channel of its own. */
final class SshConnection implements Shell {
  private static final Duration OPEN = Duration.ofSeconds(9);

  private final Endpoint endpoint;
  private final Session session;
  private final Transport transport;
  private final Pulse pulse;
  private final SessionLog log;
  private final List<String> warnings;
  private final @Nullable SshConnection via;
  private final Set<SshExec> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;
  private volatile boolean broken;

  SshConnection(Login login, List<String> warnings, @Nullable SshConnection via) {
    this.endpoint = login.endpoint();
    this.session = login.session();
    this.transport = login.transport();
    this.pulse = login.pulse();
    this.log = login.log();
    this.warnings = List.copyOf(warnings);
    this.via = via;
  }

  @Override
  public Exec exec(byte[] command) throws HostException {
    for (byte b : command) {
      if (b == 0) {
        throw new IllegalArgumentException("a command can't hold a NUL");
      }
    }
    if (!alive()) {
      throw lost();
    }
    ChannelExec channel = open();
    SshExec exec = null;
    try {
      exec = new SshExec(this, channel);
      running.add(exec);
      exec.start(command, OPEN);
      return exec;
    } catch (JSchException | IOException e) {
      if (exec != null) {
        running.remove(exec);
      }
      int reason = channel.getExitStatus();
      channel.disconnect();
      throw alive() ? refused(reason, e) : lost();
    }
  }

  private ChannelExec open() throws SshException {
    try {
      ChannelExec channel = (ChannelExec) session.openChannel("exec");
      if (channel != null) {
        return channel;
      }
    } catch (JSchException e) {
      // said below
    }
    throw lost();
  }

  /** A server counts open channels against its MaxSessions, and says no more than "open failed". */
  private SshException refused(int reason, Exception e) {
    int open = running.size();
    if (reason < 0) {
      return new SshException(
          Kind.CHANNEL_REFUSED,
          endpoint.label() + " opened a channel but did not start the command.",
          "Look at the server's log: it may be out of processes (ulimit -u) or forbid commands.",
          e);
    }
    return new SshException(
        Kind.CHANNEL_REFUSED,
        endpoint.label()
            + " refused one more channel; "
            + open
            + (open == 1 ? " is" : " are")
            + " open on this connection.",
        "Set MaxSessions to at least 10 in its sshd_config (0 and 1 forbid what Duplex needs).",
        e);
  }

  Session session() {
    return session;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  boolean alive() {
    return !closed && !broken && session.isConnected() && transport.cutReason() == null;
  }

  /** A command ended without a status: the session is gone, though it may not know yet. */
  void broken() {
    broken = true;
  }

  /** Why nothing goes any more. */
  SshException lost() {
    String cut = transport.cutReason();
    String reason = log.reason();
    String how = closed ? "it was closed here" : cut != null ? cut : reason != null ? reason : "";
    return new SshException(
        Kind.LOST,
        "The connection to "
            + endpoint.label()
            + " is lost"
            + (how.isEmpty() ? "" : ": " + how)
            + ".",
        "Check the network and the server, then connect again.");
  }

  void ended(SshExec exec) {
    running.remove(exec);
  }

  @Override
  public String name() {
    return endpoint.name();
  }

  @Override
  public String user() {
    return endpoint.user();
  }

  @Override
  public List<String> warnings() {
    return warnings;
  }

  /** Returns at once: JSch may block while it says good-bye. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    pulse.close();
    running.forEach(SshExec::connectionLost);
    Thread.startVirtualThread(this::disconnect);
  }

  private void disconnect() {
    try {
      session.disconnect();
    } finally {
      transport.close();
      if (via != null) {
        via.close();
      }
    }
  }
}
