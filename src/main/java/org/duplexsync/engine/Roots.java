package org.duplexsync.engine;

import java.util.ArrayList;
import java.util.List;
import org.duplexsync.host.TreeFacts;
import org.duplexsync.model.Halt;
import org.duplexsync.model.Side;
import org.duplexsync.reconcile.Guards;
import org.duplexsync.store.Settings;

/** Which directories the roots were when the sides last agreed. */
final class Roots {
  private final Settings settings;
  private final Link link;

  Roots(Settings settings, Link link) {
    this.settings = settings;
    this.link = link;
  }

  List<Halt> halts() {
    var halts = new ArrayList<Halt>();
    for (Side side : Side.values()) {
      String root = link.tree(side).facts().root();
      String known = settings.get(key(side)).orElse(null);
      Halt halt = Guards.root(side, root, known, identity(side));
      if (halt != null) {
        halts.add(halt);
      }
    }
    return halts;
  }

  void remember() {
    for (Side side : Side.values()) {
      settings.put(key(side), identity(side));
    }
  }

  private String identity(Side side) {
    TreeFacts facts = link.tree(side).facts();
    return facts.device() + ":" + facts.inode();
  }

  private static String key(Side side) {
    return "root-" + side;
  }
}
