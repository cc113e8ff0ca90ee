package org.duplexsync.app;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.duplexsync.control.Questions;
import org.duplexsync.engine.pair.Connector;
import org.duplexsync.host.HelperHost;
import org.duplexsync.host.Host;
import org.duplexsync.host.HostException;
import org.duplexsync.host.local.LocalShell;
import org.duplexsync.host.ssh.SshEnvironment;
import org.duplexsync.host.ssh.SshHosts;
import org.duplexsync.host.ssh.SshLimits;
import org.duplexsync.host.ssh.SshTarget;
import org.duplexsync.job.HostDef;
import org.duplexsync.job.Job;
import org.duplexsync.job.PairDef;
import org.duplexsync.job.SideDef;
import org.jspecify.annotations.Nullable;

/** How a job's machines are reached; pairs on one account share a session. */
final class Connections implements AutoCloseable {
  private final Job job;
  private final SshQuestionsForFrontEnd questions;
  private final InstantSource clock;
  private final SshEnvironment environment = SshEnvironment.ofProcess();
  private final Map<SshLimits, SshHosts> hosts = new HashMap<>();

  Connections(Job job, Questions questions, InstantSource clock) {
    this.job = job;
    this.questions = new SshQuestionsForFrontEnd(questions);
    this.clock = clock;
  }

  Connector of(PairDef pair) {
    return side -> connect(pair.side(side));
  }

  private Host connect(SideDef side) throws HostException {
    return switch (job.host(side)) {
      case HostDef.Local local -> HelperHost.start(new LocalShell(local.name()), clock);
      case HostDef.Ssh ssh -> reached(ssh).connect(target(ssh, side), questions, clock);
    };
  }

  private synchronized SshHosts reached(HostDef.Ssh ssh) {
    SshLimits usual = SshLimits.usual();
    Duration ask = ssh.keepAlive().dividedBy(3);
    SshLimits limits = new SshLimits(ssh.connectTimeout(), usual.login(), ask, ssh.keepAlive());
    return hosts.computeIfAbsent(limits, l -> new SshHosts(environment, l));
  }

  private SshTarget target(HostDef.Ssh ssh, SideDef side) {
    return new SshTarget(
        ssh.name(),
        ssh.address(),
        ssh.port(),
        side.user(),
        path(ssh.identityFile()),
        path(ssh.knownHosts()),
        ssh.proxyJump());
  }

  private @Nullable Path path(@Nullable String text) {
    if (text == null) {
      return null;
    }
    return text.startsWith("~/") ? environment.home().resolve(text.substring(2)) : Path.of(text);
  }

  @Override
  public synchronized void close() {
    hosts.values().forEach(SshHosts::close);
  }
}
