package org.duplexsync.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.duplexsync.model.Action;
import org.duplexsync.model.Field;

/** A directory that denies its owner something gets its mode when all in it is done. */
final class LateModes {
  private static final int OWNER_ALL = 0700;

  private LateModes() {}

  static List<Action> in(List<Action> actions) {
    List<Action> all = new ArrayList<>();
    for (Action action : actions) {
      all.add(action);
      if (action instanceof Action.MakeDirectory make
          && (make.source().mode() & OWNER_ALL) != OWNER_ALL) {
        all.add(
            new Action.SetMetadata(
                make.path(), make.on(), Set.of(Field.MODE), make.source(), make.source()));
      }
    }
    return all;
  }
}
