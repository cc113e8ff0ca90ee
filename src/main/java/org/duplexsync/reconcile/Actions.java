package org.duplexsync.reconcile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.duplexsync.model.Action;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Change;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Field;
import org.duplexsync.model.Kind;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;

/**
 * What a choice does about an item. Conventions: a {@link Action.Copy} followed by a {@link
 * Action.SetMetadata} of the same path and side is one step, in which the copy gets those fields
 * from the second's source. A move onto a name that is held is three actions: two moves that
 * exchange the names, then the delete of what came out; but where the old name is wanted for
 * something else as well, the delete of what holds the new name and then the move. The target of a
 * copy to a name whose holder moves away by another item is that holder, or nothing.
 */
public final class Actions {
  private final Policy policy;
  private final Beside beside;

  /** Names the second file when both contents of a conflict are kept. */
  public interface Beside {
    RelPath of(RelPath path, Side loser);
  }

  public Actions(Policy policy, Beside beside) {
    this.policy = policy;
    this.beside = beside;
  }

  /** Empty for {@link Choice#SKIP} and for what the item doesn't offer. */
  public List<Action> of(PlanItem item, Choice choice) {
    boolean unknown = item.a() instanceof Seen.Unknown || item.b() instanceof Seen.Unknown;
    if (unknown || !item.choices().contains(choice)) {
      return List.of();
    }
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
      Entry entry = Amend.entry(item, side);
      if (entry != null) {
        actions.add(new Action.Delete(item.path(), side, entry));
      }
    }
    return actions;
  }

  private List<Action> follow(PlanItem item, Side winner) {
    List<Action> actions = new ArrayList<>();
    PlanItem.Origin origin = item.origin();
    if (origin == null) {
      adapt(item, winner, actions);
    } else {
      MoveActions moves = new MoveActions(item, origin, policy);
      if (item.change(winner) instanceof Change.Moved) {
        moves.along(winner, actions);
      } else {
        moves.back(winner.other(), actions);
      }
    }
    return actions;
  }

  /** The loser becomes like the winner. */
  private void adapt(PlanItem item, Side winner, List<Action> actions) {
    Side on = winner.other();
    Entry source = Amend.entry(item, winner);
    Entry target = Amend.entry(item, on);
    if (source == null) {
      if (target != null) {
        actions.add(new Action.Delete(item.path(), on, target));
      }
    } else if (source.kind() == Kind.OTHER) {
      return; // sockets and devices don't travel
    } else if (target != null && sameContent(item, source, target)) {
      set(item.path(), on, Fields.apart(source, target, policy), source, target, actions);
    } else if (source.isDirectory()) {
      actions.add(new Action.MakeDirectory(item.path(), on, source, target));
    } else {
      actions.add(new Action.Copy(item.path(), on, source, target));
    }
  }

  static void set(
      RelPath path, Side on, Set<Field> fields, Entry source, Entry target, List<Action> actions) {
    if (!fields.isEmpty()) {
      actions.add(new Action.SetMetadata(path, on, fields, source, target));
    }
  }

  /** Where it can't be told the content travels again. */
  private static boolean sameContent(PlanItem item, Entry source, Entry target) {
    if (source.kind() != target.kind()) {
      return false;
    }
    Agreed base = item.base();
    return switch (source.kind()) {
      case DIRECTORY -> true;
      case SYMLINK -> source.looksLike(target);
      case OTHER -> false;
      case FILE ->
          item.bucket() == Bucket.METADATA
              || (base != null
                  && base.entry().isFile()
                  && !Fields.content(item.changeA())
                  && !Fields.content(item.changeB())
                  && source.size() == target.size());
    };
  }

  /** Content from the side that changed it; what the other side set stays, on both. */
  private List<Action> merge(PlanItem item) {
    List<Action> actions = new ArrayList<>();
    Entry a = Amend.entry(item, Side.A);
    Entry b = Amend.entry(item, Side.B);
    if (a == null || b == null) {
      return actions;
    }
    if (Fields.content(item.changeA())) {
      mergeEdit(item, Side.A, a, b, actions);
    } else if (Fields.content(item.changeB())) {
      mergeEdit(item, Side.B, b, a, actions);
    } else {
      take(item, Side.B, a, b, actions);
      take(item, Side.A, b, a, actions);
    }
    return actions;
  }

  private void mergeEdit(
      PlanItem item, Side editor, Entry edited, Entry other, List<Action> actions) {
    Set<Field> own = EnumSet.noneOf(Field.class);
    own.addAll(Fields.of(item.change(editor.other())));
    own.remove(Field.CONTENT);
    actions.add(new Action.Copy(item.path(), editor.other(), edited, other));
    set(item.path(), editor.other(), own, other, other, actions);
    Set<Field> back = EnumSet.copyOf(Fields.apart(edited, other, policy));
    back.retainAll(own);
    set(item.path(), editor, back, other, edited, actions);
  }

  private void take(PlanItem item, Side on, Entry source, Entry target, List<Action> actions) {
    Set<Field> fields = Fields.apart(source, target, policy);
    fields.retainAll(Fields.of(item.change(on.other())));
    fields.removeAll(Fields.of(item.change(on)));
    set(item.path(), on, fields, source, target, actions);
  }

  /** The newer one keeps the name; a directory does in any case. */
  private List<Action> both(PlanItem item) {
    List<Action> actions = new ArrayList<>();
    Entry a = Amend.entry(item, Side.A);
    Entry b = Amend.entry(item, Side.B);
    if (a == null || b == null || (a.isDirectory() && b.isDirectory())) {
      return actions;
    }
    Side winner =
        a.isDirectory() ? Side.A : b.isDirectory() ? Side.B : order(a, b) >= 0 ? Side.A : Side.B;
    Side loser = winner.other();
    Entry kept = loser == Side.A ? a : b;
    RelPath aside = beside.of(item.path(), loser);
    actions.add(new Action.KeepBeside(item.path(), loser, aside, loser, kept));
    actions.add(new Action.KeepBeside(item.path(), loser, aside, winner, kept));
    adapt(item, winner, actions);
    return actions;
  }

  private static int order(Entry a, Entry b) {
    int order = compare(a.mtime(), b.mtime());
    order = order == 0 ? compare(a.id().ctime(), b.id().ctime()) : order;
    order = order == 0 ? Long.compare(a.size(), b.size()) : order;
    return order == 0 ? Long.compare(a.id().inode(), b.id().inode()) : order;
  }

  private static int compare(Instant x, Instant y) {
    return Entry.sameTime(x, y) ? 0 : x.compareTo(y);
  }
}
