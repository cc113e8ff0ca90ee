package org.duplexsync.host.memory;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Step;
import org.duplexsync.host.StepOutcome;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Field;
import org.duplexsync.model.Kind;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.jspecify.annotations.Nullable;

/** Commit steps: each checked before, then done by atomic calls, then looked at again. */
final class Steps {
  private final MemoryHost host;
  private final Places places;
  private final DiskCalls calls;
  private final Set<Long> touched = new HashSet<>();

  Steps(MemoryHost host, Places places) {
    this.host = host;
    this.places = places;
    this.calls = new DiskCalls(host.machine().disk(), host.account());
  }

  StepOutcome take(Step step) throws HostException {
    host.point("commit:step");
    StepOutcome outcome = tryTo(step);
    if (outcome instanceof StepOutcome.Done(Entry after, _) && after != null) {
      touched.add(after.id().inode());
    }
    return outcome;
  }

  private StepOutcome tryTo(Step step) throws HostException {
    try {
      return switch (step) {
        case Step.Put put -> put.expected() == null ? create(put) : replace(put, put.expected());
        case Step.Remove remove -> remove(remove);
        case Step.MakeDirectory make -> make(make);
        case Step.RemoveDirectory gone -> removeDirectory(gone);
        case Step.Move move -> move(move);
        case Step.Swap swap -> swap(swap);
        case Step.Park park -> park(park);
        case Step.SetMetadata set -> set(set);
      };
    } catch (Errno e) {
      return new StepOutcome.Failed(e.code(), e.getMessage());
    }
  }

  private RelPath stage(String name) throws Errno {
    RelPath parked = places.parked(name);
    return calls.find(parked) == null ? places.stage(name) : parked;
  }

  private StepOutcome create(Step.Put put) throws Errno, HostException {
    RelPath path = places.at(put.path());
    RelPath stage = stage(put.stage());
    if (!Looking.isThere(look(stage), put.staged())) {
      return new StepOutcome.Failed("ESTALE", "what was staged is gone");
    }
    try {
      calls.renameNoReplace(stage, path);
    } catch (Errno e) {
      return vanishedOrTaken(e, path);
    }
    Seen after = look(path);
    host.point("commit:created");
    return done(after, null);
  }

  private StepOutcome replace(Step.Put put, Entry expected) throws Errno, HostException {
    RelPath path = places.at(put.path());
    RelPath stage = places.stage(put.stage());
    if (!Looking.isThere(look(stage), put.staged())) {
      return new StepOutcome.Failed("ESTALE", "what was staged is gone");
    }
    Seen before = look(path);
    if (!asPlanned(before, expected)) {
      return new StepOutcome.Drifted(before, null);
    }
    host.point("commit:checked");
    try {
      calls.exchange(stage, path);
    } catch (Errno e) {
      return vanishedOrTaken(e, path);
    }
    host.point("commit:exchanged");
    return Looking.cameOut(look(stage), expected)
        ? keepOld(put, expected)
        : new Undo(host, places).swapBack(put);
  }

  private StepOutcome keepOld(Step.Put put, Entry expected) throws Errno, HostException {
    RelPath stage = places.stage(put.stage());
    if (expected.isDirectory()) {
      try {
        calls.rmdir(stage);
      } catch (Errno e) {
        new Undo(host, places).swapBack(put);
        return new StepOutcome.NotEmpty();
      }
      return done(look(places.at(put.path())), null);
    }
    Entry version = toVersion(stage, Objects.requireNonNull(put.version()));
    Seen after = look(places.at(put.path()));
    host.point("commit:replaced");
    return done(after, version);
  }

  private Entry toVersion(RelPath from, String version) throws Errno {
    RelPath to = places.version(version);
    RelPath parent = Objects.requireNonNull(to.parent());
    if (calls.find(parent) == null) {
      calls.create(parent, Kind.DIRECTORY, 0700);
    }
    calls.renameNoReplace(from, to);
    return calls.lookup(to).entry();
  }

  private StepOutcome remove(Step.Remove remove) throws Errno, HostException {
    RelPath path = places.at(remove.path());
    Seen before = look(path);
    if (!asPlanned(before, remove.expected())) {
      return new StepOutcome.Drifted(before, null);
    }
    host.point("commit:checked");
    Entry version;
    try {
      version = toVersion(path, remove.version());
    } catch (Errno e) {
      return vanishedOrTaken(e, path);
    }
    host.point("commit:removed");
    if (Looking.cameOut(new Seen.Present(version), remove.expected())) {
      return new StepOutcome.Done(null, version);
    }
    return new Undo(host, places).putBack(remove.version(), path);
  }

  private StepOutcome make(Step.MakeDirectory make) throws Errno, HostException {
    RelPath path = places.at(make.path());
    try {
      Node node = calls.create(path, Kind.DIRECTORY, make.mode());
      boolean inherited = (node.mode & 02000) != 0;
      int mode = places.spec().setIds() ? make.mode() : make.mode() & ~06000;
      calls.chmod(node, mode | (inherited ? 02000 : 0), path);
    } catch (Errno e) {
      return vanishedOrTaken(e, path);
    }
    Seen after = look(path);
    host.point("commit:made");
    return done(after, null);
  }

  private StepOutcome removeDirectory(Step.RemoveDirectory gone) throws Errno, HostException {
    RelPath path = places.at(gone.path());
    Seen before = look(path);
    if (!asPlanned(before, gone.expected())) {
      return new StepOutcome.Drifted(before, null);
    }
    try {
      calls.rmdir(path);
    } catch (Errno e) {
      return e.is("ENOTEMPTY") ? new StepOutcome.NotEmpty() : vanishedOrTaken(e, path);
    }
    host.point("commit:removed");
    return new StepOutcome.Done(null, null);
  }

  private StepOutcome move(Step.Move move) throws Errno, HostException {
    RelPath from = places.at(move.from());
    RelPath to = places.at(move.to());
    Seen before = look(from);
    if (!asPlanned(before, move.expected())) {
      return new StepOutcome.Drifted(before, null);
    }
    host.point("commit:checked");
    try {
      calls.renameNoReplace(from, to);
    } catch (Errno e) {
      return vanishedOrTaken(e, to);
    }
    Seen after = look(to);
    host.point("commit:moved");
    if (Looking.cameOut(after, move.expected())) {
      return done(after, null);
    }
    calls.renameNoReplace(to, from);
    return new StepOutcome.Drifted(look(from), null);
  }

  private StepOutcome swap(Step.Swap swap) throws Errno, HostException {
    RelPath one = places.at(swap.one());
    RelPath two = places.at(swap.two());
    if (!asPlanned(look(one), swap.expectedOne())) {
      return new StepOutcome.Drifted(look(one), null);
    }
    if (!asPlanned(look(two), swap.expectedTwo())) {
      return new StepOutcome.Drifted(look(two), null);
    }
    host.point("commit:checked");
    calls.exchange(one, two);
    host.point("commit:exchanged");
    if (Looking.cameOut(look(one), swap.expectedTwo())
        && Looking.cameOut(look(two), swap.expectedOne())) {
      return done(look(one), null);
    }
    calls.exchange(one, two);
    return new StepOutcome.Drifted(look(one), null);
  }

  private StepOutcome park(Step.Park park) throws Errno, HostException {
    RelPath path = places.at(park.path());
    RelPath stage = places.parked(park.stage());
    Seen before = look(path);
    if (!asPlanned(before, park.expected())) {
      return new StepOutcome.Drifted(before, null);
    }
    host.point("commit:checked");
    calls.renameNoReplace(path, stage);
    host.point("commit:parked");
    if (Looking.cameOut(look(stage), park.expected())) {
      return new StepOutcome.Done(null, null);
    }
    calls.renameNoReplace(stage, path);
    return new StepOutcome.Drifted(look(path), null);
  }

  private StepOutcome set(Step.SetMetadata set) throws Errno, HostException {
    RelPath path = places.at(set.path());
    Seen before = look(path);
    if (!asPlanned(before, set.expected())) {
      return new StepOutcome.Drifted(before, null);
    }
    Node node = calls.lookup(path);
    for (Field field : set.fields()) {
      apply(field, set.values(), node, set.path());
    }
    Seen after = look(path);
    host.point("commit:set");
    return done(after, null);
  }

  private void apply(Field field, Entry values, Node node, RelPath path) throws Errno {
    switch (field) {
      case CONTENT -> calls.utime(node, values.mtime(), path);
      case MODE -> calls.chmod(node, values.mode(), path);
      case OWNER -> calls.chown(node, values.owner(), path);
      case GROUP -> calls.chgrp(node, values.group(), path);
    }
  }

  private StepOutcome vanishedOrTaken(Errno e, RelPath path) throws Errno {
    if (e.is("ENOENT") || e.is("ENOTDIR") || e.is("EEXIST")) {
      return new StepOutcome.Drifted(look(path), null);
    }
    throw e;
  }

  private static StepOutcome done(Seen after, @Nullable Entry version) {
    return new StepOutcome.Done(after instanceof Seen.Present(Entry entry) ? entry : null, version);
  }

  /** What an earlier step of this call touched has a ctime that nobody planned. */
  private boolean asPlanned(Seen seen, Entry expected) {
    return Looking.asPlanned(seen, expected)
        || (touched.contains(expected.id().inode()) && Looking.cameOut(seen, expected));
  }

  private Seen look(RelPath path) {
    return Looking.look(calls, path);
  }
}
