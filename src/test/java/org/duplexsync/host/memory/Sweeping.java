package org.duplexsync.host.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Rubbish;
import org.duplexsync.host.Swept;
import org.duplexsync.host.Version;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Kind;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;

/** Empties the pair's own directory; what may be somebody's content goes to the versions. */
final class Sweeping {
  private final Places places;
  private final DiskCalls calls;
  private final StageFile files;

  Sweeping(MemoryHost host, Places places) {
    this.places = places;
    this.calls = new DiskCalls(host.machine().disk(), host.account());
    this.files = new StageFile(host, places);
  }

  int discard(List<Rubbish> rubbish) {
    int gone = 0;
    for (Rubbish each : rubbish) {
      Seen seen = Looking.look(calls, places.stage(each.stage()));
      boolean staged = each.staged() == null || Looking.cameOut(seen, each.staged());
      if (seen instanceof Seen.Present && staged) {
        files.remove(each.stage());
        gone++;
      }
    }
    return gone;
  }

  List<Seen> purge(List<Version> versions) throws HostException {
    var now = new ArrayList<Seen>();
    for (Version version : versions) {
      RelPath path = places.version(version.name());
      try {
        if (Looking.cameOut(Looking.look(calls, path), version.entry())) {
          calls.unlink(path);
        }
        now.add(Looking.look(calls, path));
      } catch (Errno e) {
        now.add(new Seen.Unknown("it can't be removed: " + e.code()));
      }
    }
    return now;
  }

  Swept sweep(long epoch) throws HostException {
    var kept = new ArrayList<Swept.Kept>();
    int removed = 0;
    try {
      for (RelPath directory : List.of(places.stages(), places.waiting())) {
        for (Bytes name : calls.names(directory)) {
          RelPath path = directory.child(name);
          if (name.toString().startsWith("d-")) {
            files.remove(name.toString());
            removed++;
          } else {
            String version = "lost-" + epoch + "/" + name;
            keep(path, places.version(version));
            Entry entry = calls.lookup(places.version(version)).entry();
            kept.add(new Swept.Kept(version, entry, null));
          }
        }
      }
    } catch (Errno e) {
      throw new HostException("the temp dir can't be emptied: " + e.code());
    }
    return new Swept(removed, List.copyOf(kept), List.of());
  }

  private void keep(RelPath from, RelPath to) throws Errno {
    RelPath parent = Objects.requireNonNull(to.parent());
    if (calls.find(parent) == null) {
      calls.create(parent, Kind.DIRECTORY, 0700);
    }
    calls.renameNoReplace(from, to);
  }
}
