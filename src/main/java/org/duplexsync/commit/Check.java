package org.duplexsync.commit;

import java.util.Objects;
import java.util.function.Predicate;
import org.duplexsync.model.Action;
import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * Are source and target still as planned? Then the action goes on with what was just seen; else its
 * path goes back to reconcile. What this commit itself changed before is compared with what it
 * left.
 */
final class Check {
  private final Look look;
  private final Predicate<RelPath> grows;

  /**
   * @param grows files that may have become longer since they were planned
   */
  Check(Look look, Predicate<RelPath> grows) {
    this.look = look;
    this.grows = grows;
  }

  /** What {@link #drift} needs to have seen. */
  static void ask(Op op, Look look) {
    Side on = op.action().on();
    RelPath path = op.action().path();
    switch (op.action()) {
      case Action.Copy _ -> {
        look.want(on, path);
        look.want(on.other(), path);
      }
      case Action.KeepBeside keep -> look.want(keep.from(), keep.of());
      case Action.Move move -> look.want(on, move.from());
      case Action.Delete _ -> {
        look.want(on, path);
        if (isGoneThere(op)) {
          look.want(on.other(), path);
        }
      }
      case Action.MakeDirectory _, Action.SetMetadata _ -> look.want(on, path);
    }
  }

  /** Null: as planned. Else in words what is not. */
  @Nullable String drift(Op op) {
    Side on = op.action().on();
    RelPath path = op.action().path();
    return switch (op.action()) {
      case Action.Copy copy -> {
        String source =
            hasGrown(op, copy) ? null : drift(op.work(), on.other(), path, copy.source());
        yield source != null || op.phase() == Phase.STRUCTURE
            ? source
            : drift(op.work(), on, path, copy.target());
      }
      case Action.KeepBeside keep -> drift(op.work(), keep.from(), keep.of(), keep.source());
      case Action.MakeDirectory make ->
          make.target() == null ? null : drift(op.work(), on, path, make.target());
      case Action.Delete delete -> {
        String back = isGoneThere(op) ? drift(op.work(), on.other(), path, null) : null;
        yield back != null || op.phase() == Phase.STRUCTURE
            ? back
            : drift(op.work(), on, path, delete.target());
      }
      case Action.SetMetadata set -> drift(op.work(), on, path, set.target());
      case Action.Move move ->
          look.at(on, move.from()) instanceof Seen.Absent
              ? null
              : drift(op.work(), on, move.from(), move.target());
    };
  }

  private boolean hasGrown(Op op, Action.Copy copy) {
    Entry planned = copy.source();
    return grows.test(op.action().path())
        && look.at(op.action().on().other(), copy.path()) instanceof Seen.Present(Entry now)
        && now.isFile()
        && planned.isFile()
        && now.id().inode() == planned.id().inode()
        && now.mode() == planned.mode()
        && now.size() >= planned.size();
  }

  /** A delete that follows one on the other side: it must still be gone there. */
  private static boolean isGoneThere(Op op) {
    return op.phase() != Phase.STRUCTURE
        && op.action().path().equals(op.work().path())
        && op.work().row().item().seen(op.action().on().other()) instanceof Seen.Absent;
  }

  /** The action with what was seen in place of what was planned. */
  Op fresh(Op op) {
    Side on = op.action().on();
    return switch (op.action()) {
      case Action.Copy(RelPath path, Side side, Entry source, Entry target) ->
          op.with(
              new Action.Copy(
                  path,
                  side,
                  Objects.requireNonNull(now(on.other(), path, source)),
                  now(on, path, target)));
      case Action.SetMetadata set ->
          op.with(
              new Action.SetMetadata(
                  set.path(),
                  on,
                  set.fields(),
                  set.source(),
                  Objects.requireNonNull(now(on, set.path(), set.target()))));
      case Action.Delete(RelPath path, Side side, Entry target) ->
          op.with(new Action.Delete(path, side, Objects.requireNonNull(now(on, path, target))));
      case Action.Move move ->
          op.with(
              new Action.Move(
                  move.from(),
                  move.path(),
                  on,
                  Objects.requireNonNull(now(on, move.from(), move.target()))));
      case Action.KeepBeside _, Action.MakeDirectory _ -> op;
    };
  }

  /** Only a directory, or what this commit touched before, may have moved on. */
  private @Nullable Entry now(Side side, RelPath path, @Nullable Entry planned) {
    Entry entry = Look.entry(look.at(side, path));
    if (entry == null || planned == null || entry.kind() != planned.kind()) {
      return planned;
    }
    return entry.isDirectory() || entry.id().inode() == planned.id().inode() ? entry : planned;
  }

  private @Nullable String drift(Work work, Side side, RelPath path, @Nullable Entry planned) {
    Entry expected = work.left(side, path);
    if (expected == null) {
      expected = planned;
    }
    return switch (look.at(side, path)) {
      case Seen.Unknown(String reason) -> "it can't be looked at on " + side + ": " + reason;
      case Seen.Absent _ -> expected == null ? null : "it is gone on " + side;
      case Seen.Present(Entry entry) ->
          expected == null
              ? "something is there on " + side + " by now"
              : same(entry, expected) ? null : "it changed on " + side + " since it was planned";
    };
  }

  private static boolean same(Entry now, Entry planned) {
    if (now.kind() != planned.kind()) {
      return false;
    }
    return switch (now.kind()) {
      // what is made or removed in it, and a mode that we just gave it, are no reason to stop
      case DIRECTORY -> true;
      case SYMLINK ->
          now.id().inode() == planned.id().inode()
              && Objects.equals(now.target(), planned.target());
      case FILE, OTHER ->
          now.id().inode() == planned.id().inode()
              && now.id().ctime().equals(planned.id().ctime())
              && now.size() == planned.size()
              && now.mtime().equals(planned.mtime())
              && now.mode() == planned.mode();
    };
  }
}
