package org.duplexsync.host.memory;

import java.util.HashSet;
import java.util.List;
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

/** Finds out what became of steps that nobody answered for, and ends what is half done. */
final class Settling {
  private static final StepOutcome NOT_DONE =
      new StepOutcome.Failed("EINTR", "was not reached before the connection was lost");

  private final MemoryHost host;
  private final Places places;
  private final DiskCalls calls;
  private final Set<String> follows = new HashSet<>();

  Settling(MemoryHost host, Places places, List<Step> steps) {
    this.host = host;
    this.places = places;
    this.calls = new DiskCalls(host.machine().disk(), host.account());
    for (Step step : steps) {
      if (step instanceof Step.Put put) {
        follows.add(put.stage());
      }
    }
  }

  StepOutcome settle(Step step) throws HostException {
    host.point("settle:step");
    try {
      return switch (step) {
        case Step.Put put -> put.expected() == null ? created(put) : replaced(put, put.expected());
        case Step.Remove remove -> removed(remove);
        case Step.MakeDirectory make -> {
          Seen now = look(places.at(make.path()));
          yield now instanceof Seen.Present(Entry entry) && entry.isDirectory()
              ? done(now, null)
              : NOT_DONE;
        }
        case Step.RemoveDirectory gone ->
            look(places.at(gone.path())) instanceof Seen.Absent
                ? new StepOutcome.Done(null, null)
                : NOT_DONE;
        case Step.Move move -> moved(move);
        case Step.Swap swap -> swapped(swap);
        case Step.Park park -> parked(park);
        case Step.SetMetadata set -> set(set);
      };
    } catch (Errno e) {
      return new StepOutcome.Failed(e.code(), e.getMessage());
    }
  }

  /** Staged content waits for its name; what was parked goes on to it, as nothing else has it. */
  private StepOutcome created(Step.Put put) throws Errno, HostException {
    RelPath path = places.at(put.path());
    RelPath parked = places.parked(put.stage());
    boolean waits = look(parked) instanceof Seen.Present;
    if (waits && look(path) instanceof Seen.Absent) {
      calls.renameNoReplace(parked, path);
    } else if (waits) {
      return new StepOutcome.Drifted(look(path), keep(parked, put.version(), put.stage()));
    }
    Seen now = look(path);
    if (!Looking.isThere(now, put.staged())) {
      return drop(put);
    }
    if (isTorn(now, put)) {
      calls.unlink(path);
      return new StepOutcome.Drifted(look(path), null);
    }
    return done(now, null);
  }

  private String keep(RelPath from, @Nullable String version, String stage) throws Errno {
    return new Undo(host, places).keep(from, version == null ? "lost-" + stage : version);
  }

  /** It never got there: what was staged goes. */
  private StepOutcome drop(Step.Put put) throws Errno {
    RelPath stage = places.stage(put.stage());
    Seen out = look(stage);
    if (Looking.isThere(out, put.staged())) {
      new StageFile(host, places).remove(put.stage());
    } else if (out instanceof Seen.Present) {
      return new StepOutcome.Drifted(
          look(places.at(put.path())), keep(stage, put.version(), put.stage()));
    }
    return NOT_DONE;
  }

  /** The name is on the disk and its content is not. */
  private static boolean isTorn(Seen now, Step.Put put) {
    return now instanceof Seen.Present(Entry entry)
        && entry.isFile()
        && entry.size() == 0
        && put.staged().size() > 0;
  }

  /** The old goes back to its name. */
  private StepOutcome torn(Step.Put put, Entry expected) throws Errno {
    RelPath path = places.at(put.path());
    RelPath stage = places.stage(put.stage());
    boolean out = look(stage) instanceof Seen.Present;
    RelPath from = out || put.version() == null ? stage : places.version(put.version());
    if (out || Looking.cameOut(look(from), expected)) {
      calls.exchange(from, path);
      calls.unlink(from);
    } else {
      calls.unlink(path);
    }
    return new StepOutcome.Drifted(look(path), null);
  }

  private StepOutcome replaced(Step.Put put, Entry expected) throws Errno, HostException {
    RelPath path = places.at(put.path());
    RelPath stage = places.stage(put.stage());
    Seen now = look(path);
    Seen out = look(stage);
    Seen version = put.version() == null ? Seen.ABSENT : look(places.version(put.version()));
    if (!Looking.isThere(now, put.staged())) {
      return vanished(put, now, out, version, expected);
    }
    if (isTorn(now, put)) {
      return torn(put, expected);
    }
    if (out instanceof Seen.Absent) {
      return done(now, version);
    }
    if (!Looking.cameOut(out, expected)) {
      return new Undo(host, places).swapBack(put);
    }
    if (expected.isDirectory()) {
      return directoryOut(put);
    }
    rename(stage, places.version(Objects.requireNonNull(put.version())));
    host.point("settle:kept");
    return done(look(path), look(places.version(put.version())));
  }

  /** The staged file is not at its name: never got there, or was taken away afterwards. */
  private StepOutcome vanished(Step.Put put, Seen now, Seen out, Seen version, Entry expected)
      throws Errno {
    if (version instanceof Seen.Present(Entry kept)) {
      return new StepOutcome.Done(entry(now), kept);
    }
    // an inode number is given away anew at once: what was staged may bear the old entry's
    boolean cameOut = Looking.isThere(out, expected) && !Looking.isThere(out, put.staged());
    if (cameOut && put.version() != null) {
      rename(places.stage(put.stage()), places.version(put.version()));
      return new StepOutcome.Done(entry(now), entry(look(places.version(put.version()))));
    }
    return drop(put);
  }

  private StepOutcome directoryOut(Step.Put put) throws Errno, HostException {
    try {
      calls.rmdir(places.stage(put.stage()));
      return done(look(places.at(put.path())), null);
    } catch (Errno e) {
      new Undo(host, places).swapBack(put);
      return new StepOutcome.NotEmpty();
    }
  }

  private StepOutcome removed(Step.Remove remove) throws Errno {
    RelPath path = places.at(remove.path());
    Seen version = look(places.version(remove.version()));
    if (!(version instanceof Seen.Present(Entry kept))) {
      return NOT_DONE;
    }
    return Looking.cameOut(version, remove.expected())
        ? new StepOutcome.Done(entry(look(path)), kept)
        : new Undo(host, places).putBack(remove.version(), path);
  }

  private StepOutcome moved(Step.Move move) {
    Seen now = look(places.at(move.to()));
    boolean left = !Looking.isThere(look(places.at(move.from())), move.expected());
    return left && Looking.isThere(now, move.expected()) ? done(now, null) : NOT_DONE;
  }

  /** A later step, or a user, may have taken one of the two away since. */
  private StepOutcome swapped(Step.Swap swap) {
    Seen one = look(places.at(swap.one()));
    Seen two = look(places.at(swap.two()));
    boolean left =
        Looking.isThere(one, swap.expectedOne()) || Looking.isThere(two, swap.expectedTwo());
    boolean came =
        Looking.isThere(one, swap.expectedTwo()) || Looking.isThere(two, swap.expectedOne());
    return came && !left ? done(one, null) : NOT_DONE;
  }

  /** Goes back to its name if that is free, else its Put is done below, or it is kept. */
  private StepOutcome parked(Step.Park park) throws Errno {
    RelPath parked = places.parked(park.stage());
    if (!(look(parked) instanceof Seen.Present)) {
      return NOT_DONE;
    }
    try {
      calls.renameNoReplace(parked, places.at(park.path()));
      return new StepOutcome.Drifted(look(places.at(park.path())), null);
    } catch (Errno e) {
      if (follows.contains(park.stage())) {
        return new StepOutcome.Done(null, null);
      }
      return new StepOutcome.Drifted(
          look(places.at(park.path())), keep(parked, park.version(), park.stage()));
    }
  }

  private StepOutcome set(Step.SetMetadata set) {
    Seen now = look(places.at(set.path()));
    boolean all =
        now instanceof Seen.Present(Entry entry)
            && set.fields().stream().allMatch(field -> has(entry, set.values(), field));
    return all ? done(now, null) : NOT_DONE;
  }

  private static boolean has(Entry now, Entry values, Field field) {
    return switch (field) {
      case CONTENT -> now.mtime().equals(values.mtime());
      case MODE -> now.mode() == values.mode();
      case OWNER -> now.owner().equals(values.owner());
      case GROUP -> now.group().equals(values.group());
    };
  }

  private void rename(RelPath from, RelPath to) throws Errno {
    RelPath parent = Objects.requireNonNull(to.parent());
    if (calls.find(parent) == null) {
      calls.create(parent, Kind.DIRECTORY, 0700);
    }
    calls.renameNoReplace(from, to);
  }

  private static StepOutcome done(Seen after, @Nullable Seen version) {
    return new StepOutcome.Done(entry(after), version == null ? null : entry(version));
  }

  private static @Nullable Entry entry(Seen seen) {
    return seen instanceof Seen.Present(Entry entry) ? entry : null;
  }

  private Seen look(RelPath path) {
    return Looking.look(calls, path);
  }
}
