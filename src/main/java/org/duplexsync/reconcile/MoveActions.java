package org.duplexsync.reconcile;

import java.util.List;
import org.duplexsync.model.Action;
import org.duplexsync.model.Entry;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;

/** What a choice does about a move. */
record MoveActions(PlanItem item, PlanItem.Origin origin, Policy policy) {
  /** The other side follows. */
  void along(Side mover, List<Action> actions) {
    Side on = mover.other();
    Entry now = Amend.entry(item, mover);
    Entry held = origin.vacated() ? null : Amend.entry(item, on);
    if (now == null || !(origin.seen(on) instanceof Seen.Present(Entry moving))) {
      return;
    }
    RelPath from = origin.path();
    boolean retaken = origin.seen(mover) instanceof Seen.Present;
    if (held != null && retaken) {
      actions.add(new Action.Delete(item.path(), on, held));
    }
    actions.add(new Action.Move(from, item.path(), on, moving));
    if (held != null && !retaken) {
      actions.add(new Action.Move(/* from= */ item.path(), /* path= */ from, on, held));
      actions.add(new Action.Delete(from, on, held));
    }
    Actions.set(item.path(), on, Fields.apart(now, moving, policy), now, moving, actions);
  }

  /** The side that moved it takes it back; if its old name was taken, the content alone. */
  void back(Side mover, List<Action> actions) {
    Entry now = Amend.entry(item, mover);
    Entry held = Amend.entry(item, mover.other());
    if (now == null || !(origin.seen(mover.other()) instanceof Seen.Present(Entry moving))) {
      return;
    }
    RelPath from = origin.path();
    if (origin.seen(mover) instanceof Seen.Absent) {
      actions.add(new Action.Move(/* from= */ item.path(), /* path= */ from, mover, now));
      Actions.set(from, mover, Fields.apart(moving, now, policy), moving, now, actions);
      if (held != null && !origin.vacated()) {
        actions.add(new Action.Copy(item.path(), mover, held, null));
      }
    } else if (held != null) {
      actions.add(new Action.Copy(item.path(), mover, held, now));
    } else {
      actions.add(new Action.Delete(item.path(), mover, now));
    }
  }
}
