package org.duplexsync.app;

import java.util.Set;
import org.duplexsync.control.PairInfo;
import org.duplexsync.engine.live.LiveRules;
import org.duplexsync.engine.pair.PairRules;
import org.duplexsync.engine.pair.PairSpec;
import org.duplexsync.engine.pair.SideSpec;
import org.duplexsync.engine.pair.Sides;
import org.duplexsync.host.TreeSpec;
import org.duplexsync.job.HostDef;
import org.duplexsync.job.Job;
import org.duplexsync.job.Pace;
import org.duplexsync.job.PairDef;
import org.duplexsync.job.PolicyDef;
import org.duplexsync.job.SideDef;
import org.jspecify.annotations.Nullable;

/** What a job file says, in the engine's terms. */
final class Specs {
  private Specs() {}

  static PairSpec pair(Job job, PairDef pair) {
    return new PairSpec(
        pair.name(),
        new Sides<>(side(job, pair, pair.a()), side(job, pair, pair.b())),
        pair.rules(),
        rules(job, pair));
  }

  /**
   * The lease order needs words for a machine that are the same for every engine: its address, port
   * and account.
   */
  private static SideSpec side(Job job, PairDef pair, SideDef side) {
    String machine =
        switch (job.host(side)) {
          case HostDef.Local local -> "local";
          case HostDef.Ssh ssh -> ssh.address() + ":" + (ssh.port() == null ? "22" : ssh.port());
        };
    return new SideSpec(
        machine + "/" + side.user(),
        new TreeSpec(
            pair.name(),
            side.root(),
            side.tempDir(),
            side.versionsDir(),
            Set.of(),
            Set.of(),
            owners(pair),
            pair.setIds()));
  }

  /** Only root may give files away; so owner and group travel when both accounts are root. */
  private static boolean owners(PairDef pair) {
    return isRoot(pair.a().user()) && isRoot(pair.b().user());
  }

  private static boolean isRoot(@Nullable String user) {
    return "root".equals(user == null ? System.getProperty("user.name") : user);
  }

  private static PairRules rules(Job job, PairDef pair) {
    PolicyDef policy = pair.policy();
    return new PairRules(
        policy.reviewAtStart(),
        policy.reviewOnReturn(),
        policy.onConflict(),
        policy.deletes().atStart(),
        policy.deletes().running(),
        new PairRules.DeleteLimit(policy.deleteLimit().count(), policy.deleteLimit().percent()),
        job.settings().clockSkewLimit(),
        owners(pair),
        pair.setIds(),
        pair.route(),
        pair.keepVersions(),
        live(job, pair.pace().over(job.settings().pace())));
  }

  private static LiveRules live(Job job, Pace pace) {
    return new LiveRules(
        pace.delay(),
        pace.maxProcesses(),
        pace.inotifyMode(),
        pace.bandwidthLimit() * 1024L,
        pace.compareInterval(),
        pace.pollInterval(),
        job.settings().insist());
  }

  static PairInfo info(Job job, PairDef pair) {
    return new PairInfo(
        pair.name(), place(job, pair.a()), place(job, pair.b()), pair.a().host(), pair.b().host());
  }

  private static String place(Job job, SideDef side) {
    return switch (job.host(side)) {
      case HostDef.Local local -> side.root();
      case HostDef.Ssh ssh -> side.user() + "@" + ssh.name() + ":" + side.root();
    };
  }
}
