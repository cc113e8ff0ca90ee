package org.duplexsync.engine.checking;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.duplexsync.host.HostFacts;
import org.duplexsync.model.Side;

/** The facts of a machine as lines for the operator. */
final class HostFindings {
  private HostFindings() {}

  static List<Finding> of(Side side, HostFacts facts, Duration skewLimit) {
    var all = new ArrayList<Finding>();
    all.add(Finding.ok(side, "machine", facts.arch() + ", kernel " + facts.kernel()));
    all.add(Finding.ok(side, "account", facts.user() + " (" + facts.uid() + ")"));
    all.add(Finding.ok(side, "perl", facts.perl()));
    String find = facts.find();
    all.add(
        find == null
            ? Finding.failed(
                side, "find", "missing", "install GNU findutils: nothing can be listed without it")
            : Finding.ok(side, "find", find));
    String rsync = facts.rsync();
    all.add(
        rsync == null
            ? Finding.warning(
                side, "rsync", "missing", "install rsync: without it large files go whole")
            : Finding.ok(side, "rsync", rsync));
    all.add(Finding.ok(side, "hashes by", facts.sha()));
    all.add(inotify(side, facts));
    all.add(skew(side, facts.skew(), skewLimit));
    all.add(Finding.ok(side, "round trip", millis(facts.roundTrip())));
    for (String warning : facts.warnings()) {
      all.add(Finding.warning(side, "host", warning, ""));
    }
    return all;
  }

  private static Finding inotify(Side side, HostFacts facts) {
    String why = facts.inotify();
    return why == null
        ? Finding.ok(side, "inotify", "up to " + facts.inotifyWatches() + " watches")
        : Finding.warning(side, "inotify", why, "live mode will poll this side");
  }

  private static Finding skew(Side side, Duration skew, Duration limit) {
    String found = (skew.isNegative() ? "-" : "+") + millis(skew.abs());
    return skew.abs().compareTo(limit) <= 0
        ? Finding.ok(side, "clock", found)
        : Finding.warning(side, "clock", found, "set its clock (chronyd or systemd-timesyncd)");
  }

  private static String millis(Duration time) {
    return "%.3f ms".formatted(time.toNanos() / 1e6);
  }
}
