package org.duplexsync.host.memory;

import java.util.Objects;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Step;
import org.duplexsync.host.StepOutcome;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;

/** Takes back a step that brought out what nobody planned; what it meets on the way is kept. */
final class Undo {
  private final MemoryHost host;
  private final Places places;
  private final DiskCalls calls;

  Undo(MemoryHost host, Places places) {
    this.host = host;
    this.places = places;
    this.calls = new DiskCalls(host.machine().disk(), host.account());
  }

  /** The stage name holds what stood at the path; afterwards the path holds it again. */
  StepOutcome swapBack(Step.Put put) throws Errno, HostException {
    RelPath path = places.at(put.path());
    RelPath stage = places.stage(put.stage());
    try {
      calls.exchange(stage, path);
    } catch (Errno e) {
      if (!e.is("ENOENT")) {
        throw e;
      }
      return putBackFrom(stage, path, name(put));
    }
    host.point("commit:back");
    if (Looking.cameOut(look(stage), put.staged())) {
      return new StepOutcome.Drifted(look(path), null);
    }
    return new StepOutcome.Drifted(look(path), keep(stage, name(put)));
  }

  /** A removed file that is not as planned goes back, unless the name was taken meanwhile. */
  StepOutcome putBack(String version, RelPath path) throws Errno {
    return putBackFrom(places.version(version), path, version);
  }

  private StepOutcome putBackFrom(RelPath from, RelPath path, String version) throws Errno {
    try {
      calls.renameNoReplace(from, path);
      return new StepOutcome.Drifted(look(path), null);
    } catch (Errno e) {
      boolean isThere = from.equals(places.version(version));
      return new StepOutcome.Drifted(look(path), isThere ? version : keep(from, version));
    }
  }

  /** An empty directory that is exchanged out needs no version; what comes out instead does. */
  private static String name(Step.Put put) {
    return put.version() == null ? "lost-" + put.stage() : put.version();
  }

  /** Returns the name under which it is kept. */
  String keep(RelPath from, String version) throws Errno {
    RelPath to = places.version(version);
    RelPath parent = Objects.requireNonNull(to.parent());
    if (calls.find(parent) == null) {
      calls.create(parent, org.duplexsync.model.Kind.DIRECTORY, 0700);
    }
    calls.renameNoReplace(from, to);
    return version;
  }

  private Seen look(RelPath path) {
    return Looking.look(calls, path);
  }
}
