package org.duplexsync.engine.preparing;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.duplexsync.engine.pair.Link;
import org.duplexsync.engine.pair.PairSpec;
import org.duplexsync.host.TreeFacts;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Halt;
import org.duplexsync.model.Side;
import org.duplexsync.reconcile.Guards;
import org.duplexsync.store.Settings;
import org.jspecify.annotations.Nullable;

/** Which directories the roots were when the sides last agreed. */
final class Roots {
  private final PairSpec spec;
  private final Settings settings;
  private final Link link;

  Roots(PairSpec spec, Settings settings, Link link) {
    this.spec = spec;
    this.settings = settings;
    this.link = link;
  }

  /**
   * The sides whose root is another directory than before, under another name: the job leads to
   * another tree, and nothing was agreed with that one.
   */
  Set<Side> elsewhere() {
    var sides = EnumSet.noneOf(Side.class);
    for (Side side : Side.values()) {
      String known = remembered(identityKey(side));
      String place = remembered(placeKey(side));
      if (known != null
          && place != null
          && !known.equals(identity(side))
          && !place.equals(place(side))) {
        sides.add(side);
      }
    }
    return sides;
  }

  List<Halt> halts() {
    Set<Side> elsewhere = elsewhere();
    var halts = new ArrayList<Halt>();
    for (Side side : Side.values()) {
      Halt halt = elsewhere.contains(side) ? moved(side) : replaced(side);
      if (halt != null) {
        halts.add(halt);
      }
    }
    return halts;
  }

  private Halt moved(Side side) {
    String before = Objects.requireNonNull(remembered(placeKey(side)));
    return new Halt.OtherPlace(side, before, place(side));
  }

  private @Nullable Halt replaced(Side side) {
    String root = Bytes.of(link.tree(side).facts().root()).toString();
    return Guards.root(side, root, remembered(identityKey(side)), identity(side));
  }

  void remember() {
    for (Side side : Side.values()) {
      settings.put(identityKey(side), identity(side));
      settings.put(placeKey(side), place(side));
    }
  }

  private String identity(Side side) {
    TreeFacts facts = link.tree(side).facts();
    return facts.device() + ":" + facts.inode();
  }

  private String place(Side side) {
    return spec.sides().of(side).place();
  }

  private @Nullable String remembered(String key) {
    return settings.get(key).orElse(null);
  }

  private static String identityKey(Side side) {
    return "root-" + side;
  }

  private static String placeKey(Side side) {
    return "place-" + side;
  }
}
