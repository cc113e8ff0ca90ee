package org.duplexsync.engine.planning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.duplexsync.engine.pair.Cancel;
import org.duplexsync.engine.pair.Link;
import org.duplexsync.host.HostException;
import org.duplexsync.host.HostFacts;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Entry;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Selection;
import org.duplexsync.model.Side;
import org.duplexsync.store.BulkWriter;
import org.duplexsync.store.Cursor;
import org.duplexsync.store.PlanRows;

/**
 * A new file is to get the group of a setgid directory, also of the one that a new directory on its
 * way is made in. It is made ready elsewhere, and only an account that is in the group can give it;
 * what can't be given is said before anybody approves. A directory is made in its place, and the
 * server itself gives it the group.
 */
final class Inherited {
  private static final int BATCH = 1_000;
  private static final int SETGID = 02000;

  private final Link link;
  private final Side on;
  private final Cancel cancel;

  private Inherited(Link link, Side on, Cancel cancel) {
    this.link = link;
    this.on = on;
    this.cancel = cancel;
  }

  static void say(PlanRows rows, Link link, Cancel cancel) throws HostException {
    for (Side side : Side.values()) {
      if (link.host(side).facts().uid() != 0) {
        new Inherited(link, side, cancel).say(rows);
      }
    }
  }

  private void say(PlanRows rows) throws HostException {
    var some = new ArrayList<PlanRow>();
    try (Cursor<PlanRow> all = rows.all(Selection.of(Bucket.NEW).with(on.other()))) {
      while (all.hasNext()) {
        cancel.check();
        PlanRow row = all.next();
        if (arrives(row.item())) {
          some.add(row);
        }
        if (some.size() >= BATCH) {
          say(some, rows);
        }
      }
    }
    say(some, rows);
  }

  private boolean arrives(PlanItem item) {
    return item.seen(on) instanceof Seen.Absent
        && item.seen(on.other()) instanceof Seen.Present(Entry entry)
        && !entry.isDirectory()
        && item.proposal() != (on == Side.A ? Choice.A_TO_B : Choice.B_TO_A);
  }

  private void say(List<PlanRow> some, PlanRows rows) throws HostException {
    if (some.isEmpty()) {
      return;
    }
    Map<RelPath, String> groups = groups(some);
    String user = link.host(on).facts().user();
    try (BulkWriter<PlanRow> writer = rows.writer()) {
      for (PlanRow row : some) {
        RelPath parent = row.path().parent();
        String group = parent == null ? null : groups.get(parent);
        if (group != null) {
          String reason =
              "%s; on %s it can't have its directory's group %s, for %s is not in it"
                  .formatted(row.item().reason(), on, group, user);
          writer.add(PlanRow.of(row.item().because(reason), row.hashA(), row.hashB()));
        }
      }
    }
    some.clear();
  }

  /** Of the directories that hand down a group which the account can't give: that group. */
  private Map<RelPath, String> groups(List<PlanRow> some) throws HostException {
    var above = new TreeSet<RelPath>();
    for (PlanRow row : some) {
      for (RelPath up = row.path().parent(); up != null && above.add(up); up = up.parent()) {}
    }
    HostFacts host = link.host(on).facts();
    List<RelPath> asked = List.copyOf(above);
    List<Seen> seen = link.tree(on).look(asked);
    var groups = new HashMap<RelPath, String>();
    // what is above comes first
    for (int i = 0; i < asked.size(); i++) {
      RelPath up = asked.get(i).parent();
      String group =
          switch (seen.get(i)) {
            case Seen.Present(Entry entry) ->
                entry.isDirectory()
                        && (entry.mode() & SETGID) != 0
                        && !host.groups().contains(entry.group())
                    ? entry.group()
                    : null;
            case Seen.Absent _ -> up == null ? null : groups.get(up);
            case Seen.Unknown _ -> null;
          };
      if (group != null) {
        groups.put(asked.get(i), group);
      }
    }
    return groups;
  }
}
