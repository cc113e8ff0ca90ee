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
        && isSwap(one.action(), two.action());
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

  /**
   * A step and the intents that it carries out: one, or the two moves of a swap.
   *
   * @param from index of the first of them
   */
  record Planned(Step step, int from, int count) {}

  /** The same steps for the same intents, whether they are to be taken or to be settled. */
  static List<Planned> plan(List<Intent> intents) {
    List<Planned> steps = new ArrayList<>();
    for (int i = 0; i < intents.size(); i++) {
      if (i + 1 < intents.size() && isSwap(intents.get(i), intents.get(i + 1))) {
        Action.Move one = (Action.Move) intents.get(i).action();
        Action.Move two = (Action.Move) intents.get(i + 1).action();
        steps.add(
            new Planned(new Step.Swap(one.from(), one.target(), two.from(), two.target()), i++, 2));
      } else {
        steps.add(new Planned(step(intents.get(i)), i, 1));
      }
    }
    return steps;
  }

  private static boolean isSwap(Intent one, Intent two) {
    return one.stage() == null && two.stage() == null && isSwap(one.action(), two.action());
  }

  private static boolean isSwap(Action one, Action two) {
    return one instanceof Action.Move first
        && two instanceof Action.Move second
        && first.on() == second.on()
        && first.path().equals(second.from())
        && second.path().equals(first.from());
  }

  private static Step step(Intent intent) {
    if (intent.action() instanceof Action.Move move && intent.stage() != null) {
      return intent.staged() == null
          ? new Step.Park(move.from(), intent.stage(), move.target(), intent.version())
          : put(intent, null);
    }
    return whole(intent);
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
        intent.version(),
        intent.hash());
  }
}
