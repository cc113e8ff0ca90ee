package org.duplexsync.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.duplexsync.host.Step;
import org.duplexsync.model.Action;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Intent;
import org.jspecify.annotations.Nullable;

/** From intents to the steps that a server takes. */
final class Steps {
  private static final int OWNER_ALL = 0700;

  private Steps() {}

  /** Two neighbours that are one exchange of names. */
  static boolean isSwap(Op one, Op two) {
    return one.part() == Op.Part.WHOLE
        && two.part() == Op.Part.WHOLE
        && one.action() instanceof Action.Move first
        && two.action() instanceof Action.Move second
        && first.on() == second.on()
        && first.path().equals(second.from())
        && second.path().equals(first.from());
  }

  /** Whether its content, or a directory that replaces something, is made ready beforehand. */
  static boolean isStaged(Action action) {
    return switch (action) {
      case Action.Copy _, Action.KeepBeside _ -> true;
      case Action.MakeDirectory make -> make.target() != null;
      case Action.Delete _, Action.SetMetadata _, Action.Move _ -> false;
    };
  }

  /** Whether something comes out of the tree that is kept. */
  static boolean keepsVersion(Action action) {
    return switch (action) {
      case Action.Copy copy -> keeps(copy.target());
      case Action.MakeDirectory make -> keeps(make.target());
      case Action.Delete delete -> keeps(delete.target());
      case Action.KeepBeside _, Action.SetMetadata _, Action.Move _ -> false;
    };
  }

  private static boolean keeps(@Nullable Entry replaced) {
    return replaced != null && !replaced.isDirectory();
  }

  static Step step(Intent intent, Op.Part part) {
    return switch (part) {
      case WHOLE -> whole(intent);
      case PARK -> {
        Action.Move move = (Action.Move) intent.action();
        yield new Step.Park(move.from(), Objects.requireNonNull(intent.stage()), move.target());
      }
      case UNPARK -> putBack(intent, (Action.Move) intent.action(), false);
    };
  }

  /**
   * Brings in what was parked.
   *
   * @param back to its old name instead of the new one
   */
  static Step.Put putBack(Intent intent, Action.Move move, boolean back) {
    return new Step.Put(
        back ? move.from() : move.path(),
        Objects.requireNonNull(intent.stage()),
        move.target(),
        null,
        null);
  }

  static Step.Swap swap(Action.Move one, Action.Move two) {
    return new Step.Swap(one.from(), one.target(), two.from(), two.target());
  }

  private static Step whole(Intent intent) {
    return switch (intent.action()) {
      case Action.Copy copy -> put(intent, copy.target());
      case Action.KeepBeside _ -> put(intent, null);
      case Action.MakeDirectory make ->
          make.target() == null
              ? new Step.MakeDirectory(make.path(), make.source().mode() | OWNER_ALL)
              : put(intent, make.target());
      case Action.Delete delete ->
          delete.target().isDirectory()
              ? new Step.RemoveDirectory(delete.path(), delete.target())
              : new Step.Remove(
                  delete.path(), delete.target(), Objects.requireNonNull(intent.version()));
      case Action.SetMetadata set ->
          new Step.SetMetadata(set.path(), set.target(), set.fields(), set.source());
      case Action.Move move -> new Step.Move(move.from(), move.path(), move.target());
    };
  }

  private static Step put(Intent intent, @Nullable Entry expected) {
    return new Step.Put(
        intent.action().path(),
        Objects.requireNonNull(intent.stage()),
        Objects.requireNonNull(intent.staged()),
        expected,
        intent.version());
  }

  /** The steps of intents that were not parked, in order, for settling. */
  static List<Step> whole(List<Intent> intents) {
    List<Step> steps = new ArrayList<>();
    intents.forEach(intent -> steps.add(whole(intent)));
    return steps;
  }
}
