package org.duplexsync.commit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.duplexsync.model.Action;
import org.duplexsync.model.Change;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Field;
import org.duplexsync.model.Kind;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * From a plan item and the choice taken for it to the actions that carry it out; pure. A {@link
 * Action.Copy} that is followed by a {@link Action.SetMetadata} of the same path and side is one
 * step: the copy gets those fields from the second's source. A move onto a name that something
 * holds is three actions: two moves that exchange the names, then the delete of what came out.
 */
final class Actions {
  private static final int OWNER_ALL = 0700;

  private final BesideName beside;
  private final boolean owners;

  /**
   * @param owners owner and group are carried over
   */
  Actions(BesideName beside, boolean owners) {
    this.beside = beside;
    this.owners = owners;
  }

  List<Action> of(PlanItem item, Choice choice) {
    return switch (choice) {
      case A_TO_B -> follow(item, Side.A);
      case B_TO_A -> follow(item, Side.B);
      case MERGE_FIELDS -> merge(item);
      case KEEP_BOTH -> both(item);
      case SKIP -> List.of();
      case DELETE -> gone(item);
    };
  }

  private static List<Action> gone(PlanItem item) {
    List<Action> actions = new ArrayList<>();
    for (Side side : Side.values()) {
      Entry entry = entry(item.seen(side));
      if (entry != null) {
        actions.add(new Action.Delete(item.path(), side, entry));
      }
    }
    return actions;
  }

  private List<Action> follow(PlanItem item, Side winner) {
    PlanItem.Origin origin = item.origin();
    if (origin != null) {
      if (item.change(winner) instanceof Change.Moved) {
        return moveAlong(item, winner, origin);
      }
      if (item.change(winner.other()) instanceof Change.Moved) {
        return moveBack(item, winner, origin);
      }
    }
    return adapt(item.path(), winner, item, sameContent(item));
  }

  /** The winner moved it: the other side's entry, still under its old name, follows. */
  private List<Action> moveAlong(PlanItem item, Side winner, PlanItem.Origin origin) {
    Side on = winner.other();
    RelPath from = origin.path();
    Entry moving = entry(origin.seen(on));
    if (moving == null) {
      return List.of();
    }
    List<Action> actions = new ArrayList<>();
    actions.add(new Action.Move(from, item.path(), on, moving));
    Entry occupant = origin.vacated() ? null : entry(item.seen(on));
    if (occupant != null) {
      actions.add(new Action.Move(/* from= */ item.path(), /* path= */ from, on, occupant));
      actions.add(new Action.Delete(from, on, occupant));
    }
    Entry source = entry(item.seen(winner));
    if (source != null) {
      change(item.path(), on, source, moving, source.looksLike(moving)).ifPresent(actions);
    }
    return actions;
  }

  /** The loser moved it: there it goes back to its old name, with the content it had. */
  private List<Action> moveBack(PlanItem item, Side winner, PlanItem.Origin origin) {
    Side on = winner.other();
    Entry moved = entry(item.seen(on));
    Entry source = entry(origin.seen(winner));
    if (moved == null || source == null) {
      return List.of();
    }
    RelPath from = origin.path();
    List<Action> actions = new ArrayList<>();
    actions.add(new Action.Move(/* from= */ item.path(), /* path= */ from, on, moved));
    change(from, on, source, moved, source.looksLike(moved)).ifPresent(actions);
    return actions;
  }

  private List<Action> adapt(RelPath path, Side winner, PlanItem item, boolean same) {
    Side on = winner.other();
    Entry target = entry(item.seen(on));
    return switch (item.seen(winner)) {
      case Seen.Unknown _ -> List.of();
      case Seen.Absent _ ->
          target == null ? List.of() : List.of(new Action.Delete(path, on, target));
      case Seen.Present(Entry source) -> {
        if (source.kind() == Kind.OTHER || item.seen(on) instanceof Seen.Unknown) {
          yield List.of();
        }
        if (target == null || target.kind() != source.kind()) {
          yield make(path, on, source, target);
        }
        List<Action> actions = new ArrayList<>();
        change(path, on, source, target, same).ifPresent(actions);
        yield actions;
      }
    };
  }

  /** A directory that denies its owner something gets its mode when all in it is done. */
  static List<Action> make(RelPath path, Side on, Entry source, @Nullable Entry target) {
    if (!source.isDirectory()) {
      return List.of(new Action.Copy(path, on, source, target));
    }
    Action make = new Action.MakeDirectory(path, on, source, target);
    return (source.mode() & OWNER_ALL) == OWNER_ALL
        ? List.of(make)
        : List.of(make, new Action.SetMetadata(path, on, Set.of(Field.MODE), source, source));
  }

  /** At most one action. */
  private record Maybe(@Nullable Action action) {
    void ifPresent(List<Action> into) {
      if (action != null) {
        into.add(action);
      }
    }
  }

  /** Makes {@code target} like {@code source}, of the same kind. */
  private Maybe change(RelPath path, Side on, Entry source, Entry target, boolean sameContent) {
    boolean content =
        switch (source.kind()) {
          case FILE -> !sameContent;
          case SYMLINK -> !source.looksLike(target);
          case DIRECTORY, OTHER -> false;
        };
    if (content) {
      return new Maybe(new Action.Copy(path, on, source, target));
    }
    Set<Field> fields = differing(source, target);
    return new Maybe(
        fields.isEmpty() ? null : new Action.SetMetadata(path, on, fields, source, target));
  }

  private Set<Field> differing(Entry source, Entry target) {
    Set<Field> fields = EnumSet.noneOf(Field.class);
    if (source.isFile() && !Entry.sameTime(source.mtime(), target.mtime())) {
      fields.add(Field.CONTENT);
    }
    if (source.kind() != Kind.SYMLINK && source.mode() != target.mode()) {
      fields.add(Field.MODE);
    }
    if (owners && !source.owner().equals(target.owner())) {
      fields.add(Field.OWNER);
    }
    if (owners && !source.group().equals(target.group())) {
      fields.add(Field.GROUP);
    }
    return fields;
  }

  private List<Action> merge(PlanItem item) {
    Entry a = entry(item.seen(Side.A));
    Entry b = entry(item.seen(Side.B));
    if (a == null || b == null || a.kind() != b.kind() || item.from() != null) {
      return follow(item, newer(item));
    }
    List<Action> actions = new ArrayList<>();
    mergeInto(item, Side.B, a, b, actions);
    mergeInto(item, Side.A, b, a, actions);
    return actions;
  }

  private static void mergeInto(
      PlanItem item, Side on, Entry source, Entry target, List<Action> actions) {
    Change theirs = item.change(on.other());
    Set<Field> own = fields(item.change(on));
    Set<Field> wanted = fields(theirs);
    if (edits(theirs) != edits(item.change(on))) {
      // an edit outweighs a time that was only touched
      (edits(theirs) ? own : wanted).remove(Field.CONTENT);
    }
    wanted.removeAll(own);
    if (wanted.contains(Field.CONTENT) && !(theirs instanceof Change.Metadata)) {
      actions.add(new Action.Copy(item.path(), on, source, target));
      own.remove(Field.CONTENT);
      if (!own.isEmpty()) {
        actions.add(new Action.SetMetadata(item.path(), on, own, target, target));
      }
    } else if (!wanted.isEmpty()) {
      actions.add(new Action.SetMetadata(item.path(), on, wanted, source, target));
    }
  }

  private static boolean edits(Change change) {
    return change instanceof Change.Edited || change instanceof Change.WentBack;
  }

  /** What was changed; a mtime that moved alone counts as content, which travels with it. */
  private static Set<Field> fields(Change change) {
    Set<Field> fields = EnumSet.noneOf(Field.class);
    switch (change) {
      case Change.Edited(Set<Field> edited) -> fields.addAll(edited);
      case Change.WentBack(Set<Field> edited) -> fields.addAll(edited);
      case Change.Metadata(Set<Field> set) -> {
        fields.addAll(set);
        if (set.isEmpty()) {
          fields.add(Field.CONTENT);
        }
      }
      case Change.Created _, Change.Retyped _, Change.Moved _ -> fields.add(Field.CONTENT);
      case Change.None _, Change.Deleted _, Change.Unknown _ -> {}
    }
    return fields;
  }

  private List<Action> both(PlanItem item) {
    Entry a = entry(item.seen(Side.A));
    Entry b = entry(item.seen(Side.B));
    if (a == null) {
      return follow(item, Side.B);
    }
    if (b == null || (a.isDirectory() && b.isDirectory()) || item.from() != null) {
      return follow(item, Side.A);
    }
    Side winner = a.isDirectory() ? Side.A : b.isDirectory() ? Side.B : newer(item);
    Side loser = winner.other();
    Entry kept = loser == Side.A ? a : b;
    RelPath aside = beside.of(item.path(), loser);
    List<Action> actions = new ArrayList<>();
    actions.add(new Action.KeepBeside(item.path(), loser, aside, loser, kept));
    actions.add(new Action.KeepBeside(item.path(), loser, aside, winner, kept));
    actions.addAll(adapt(item.path(), winner, item, false));
    return actions;
  }

  /** The side with the newer content; of two equally old ones that with the newer ctime. */
  private static Side newer(PlanItem item) {
    Entry a = entry(item.seen(Side.A));
    Entry b = entry(item.seen(Side.B));
    if (a == null || b == null) {
      return a == null ? Side.B : Side.A;
    }
    int order = compare(a.mtime(), b.mtime());
    return (order == 0 ? compare(a.id().ctime(), b.id().ctime()) : order) >= 0 ? Side.A : Side.B;
  }

  private static int compare(Instant x, Instant y) {
    return Entry.sameTime(x, y) ? 0 : x.compareTo(y);
  }

  /** Nothing but metadata changed on either side since the contents were agreed. */
  private static boolean sameContent(PlanItem item) {
    return item.base() != null && metadataOnly(item.changeA()) && metadataOnly(item.changeB());
  }

  private static boolean metadataOnly(Change change) {
    return change instanceof Change.None || change instanceof Change.Metadata;
  }

  static @Nullable Entry entry(Seen seen) {
    return seen instanceof Seen.Present(Entry entry) ? entry : null;
  }
}
