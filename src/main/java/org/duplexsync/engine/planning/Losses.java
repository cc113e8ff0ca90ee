package org.duplexsync.engine.planning;

import java.util.ArrayList;
import java.util.List;
import org.duplexsync.engine.pair.Link;
import org.duplexsync.engine.pair.Sides;
import org.duplexsync.host.HostFacts;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Entry;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;

/**
 * What a replaced or copied file can't keep because of who Duplex is on that server. An ordinary
 * account gives no file away, and gives it only to groups that it is in. It is said before anybody
 * approves.
 */
final class Losses {
  private final Sides<HostFacts> facts;
  private final boolean owners;

  /**
   * @param owners owner and group are carried over
   */
  Losses(Sides<HostFacts> facts, boolean owners) {
    this.facts = facts;
    this.owners = owners;
  }

  static Losses of(Link link, boolean owners) {
    return new Losses(link.hosts().map(host -> host.facts()), owners);
  }

  /** The item, with what would be lost in its reason. */
  PlanItem said(PlanItem item) {
    List<String> lost = new ArrayList<>();
    for (Side on : Side.values()) {
      if (arrives(item, on)) {
        lost(item, on, lost);
      }
    }
    return lost.isEmpty() ? item : item.because(item.reason() + "; " + String.join("; ", lost));
  }

  /** Whether content may be brought to this side. */
  private static boolean arrives(PlanItem item, Side on) {
    boolean content =
        switch (item.bucket()) {
          case CONFLICT, OVERWRITE, NEW, RETYPE -> true;
          case DELETE, MOVE, METADATA, BLOCKED -> false;
        };
    boolean away = item.proposal() == (on == Side.A ? Choice.A_TO_B : Choice.B_TO_A);
    return content && !away && item.seen(on.other()) instanceof Seen.Present;
  }

  private void lost(PlanItem item, Side on, List<String> lost) {
    HostFacts host = facts.of(on);
    if (host.uid() == 0) {
      return;
    }
    if (item.seen(on) instanceof Seen.Present(Entry old) && !old.isDirectory() && !owners) {
      if (!old.owner().equals(host.user())) {
        lost.add(
            "on %s it will belong to %s and no longer to %s"
                .formatted(on, host.user(), old.owner()));
      }
      group(old.group(), on, lost);
    }
    if (owners && item.seen(on.other()) instanceof Seen.Present(Entry source)) {
      if (!source.owner().equals(host.user())) {
        lost.add(
            "on %s it will belong to %s, for only root can give it to %s"
                .formatted(on, host.user(), source.owner()));
      }
      group(source.group(), on, lost);
    }
  }

  private void group(String group, Side on, List<String> lost) {
    HostFacts host = facts.of(on);
    if (!host.groups().contains(group)) {
      lost.add(
          "on %s it can't have the group %s, for %s is not in it"
              .formatted(on, group, host.user()));
    }
  }
}
