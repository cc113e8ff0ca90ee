package org.duplexsync.engine.planning;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.duplexsync.engine.pair.Sides;
import org.duplexsync.host.HostFacts;
import org.duplexsync.host.Wish;
import org.duplexsync.model.Action;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Entry;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.duplexsync.reconcile.Actions;
import org.duplexsync.reconcile.Policy;
import org.jspecify.annotations.Nullable;

/** What an account must be allowed for an item, by what is chosen. */
final class Needed {
  private static final int OWNER_READS = 0400;

  private final Actions actions;
  private final Sides<HostFacts> facts;

  Needed(Policy policy, Sides<HostFacts> facts) {
    // whatever the second name will be, it stands in the same directory
    this.actions = new Actions(policy, (path, _) -> path);
    this.facts = facts;
  }

  record Deed(Side on, RelPath path, Wish.Need need) {}

  Map<Choice, List<Deed>> byChoice(PlanItem item) {
    Map<Choice, List<Deed>> all = new EnumMap<>(Choice.class);
    for (Choice choice : item.choices()) {
      List<Deed> deeds = of(actions.of(item, choice));
      if (!deeds.isEmpty()) {
        all.put(choice, deeds);
      }
    }
    return all;
  }

  private List<Deed> of(List<Action> all) {
    List<Deed> deeds = new ArrayList<>();
    Set<Side> copied = new HashSet<>();
    Map<RelPath, RelPath> moved = new HashMap<>();
    for (Action action : all) {
      switch (action) {
        case Action.Copy copy -> {
          copied.add(copy.on());
          read(copy.on().other(), copy.path(), copy.source(), deeds);
          put(copy.on(), copy.path(), copy.target(), deeds);
        }
        case Action.MakeDirectory make -> put(make.on(), make.path(), make.target(), deeds);
        case Action.Delete delete ->
            deeds.add(new Deed(delete.on(), delete.path(), Wish.Need.TAKE));
        case Action.SetMetadata set -> {
          // what is copied is ours and gets its mode before it goes to its name
          if (!copied.contains(set.on())) {
            RelPath at = moved.getOrDefault(set.path(), set.path());
            deeds.add(new Deed(set.on(), at, Wish.Need.OWN));
          }
        }
        case Action.Move move -> {
          moved.putIfAbsent(move.path(), move.from());
          deeds.add(new Deed(move.on(), move.from(), leaving(move)));
          deeds.add(new Deed(move.on(), move.path(), Wish.Need.ADD));
        }
        case Action.KeepBeside beside -> {
          read(beside.from(), beside.of(), beside.source(), deeds);
          deeds.add(new Deed(beside.on(), beside.path(), Wish.Need.ADD));
        }
      }
    }
    return deeds;
  }

  private static Wish.Need leaving(Action.Move move) {
    boolean same = Objects.equals(move.from().parent(), move.path().parent());
    return move.target().isDirectory() && !same ? Wish.Need.LEAVE : Wish.Need.TAKE;
  }

  private static void put(Side on, RelPath path, @Nullable Entry target, List<Deed> deeds) {
    Wish.Need need =
        target == null ? Wish.Need.ADD : target.isDirectory() ? Wish.Need.LEAVE : Wish.Need.TAKE;
    deeds.add(new Deed(on, path, need));
  }

  /** Not asked where the mode says it: what an account owns, and what root reads. */
  private void read(Side on, RelPath path, Entry source, List<Deed> deeds) {
    HostFacts host = facts.of(on);
    boolean certain =
        host.uid() == 0
            || (source.owner().equals(host.user()) && (source.mode() & OWNER_READS) != 0);
    if (source.isFile() && !certain) {
      deeds.add(new Deed(on, path, Wish.Need.READ));
    }
  }
}
