package org.duplexsync.engine.planning;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duplexsync.engine.pair.Link;
import org.duplexsync.engine.pair.Sides;
import org.duplexsync.host.HostException;
import org.duplexsync.host.HostFacts;
import org.duplexsync.host.Refusal;
import org.duplexsync.host.TreeException;
import org.duplexsync.host.Wish;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Choice;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.duplexsync.reconcile.Policy;
import org.jspecify.annotations.Nullable;

/**
 * Finds what these accounts can't carry out, so that it is named before anybody approves it. One
 * round trip for a batch of items, on both sides at once.
 */
final class Hindrances {
  private final Link link;
  private final Needed needed;
  private final Sides<HostFacts> facts;

  Hindrances(Link link, Policy policy) {
    this.link = link;
    this.facts = link.hosts().map(host -> host.facts());
    this.needed = new Needed(policy, facts);
  }

  /** What was refused on one side, by path. */
  private record Answers(Map<RelPath, List<Refusal>> of) {
    @Nullable Refusal to(Needed.Deed deed) {
      for (Refusal refusal : of.getOrDefault(deed.path(), List.of())) {
        if (refusal.need() == deed.need()) {
          return refusal;
        }
      }
      return null;
    }
  }

  /** The items in their order, those that can't be carried out as blocked ones. */
  List<PlanItem> named(List<PlanItem> items) throws HostException {
    List<Map<Choice, List<Needed.Deed>>> deeds = items.stream().map(needed::byChoice).toList();
    Map<Side, Map<RelPath, Set<Wish.Need>>> wishes = new EnumMap<>(Side.class);
    deeds.forEach(each -> each.values().forEach(all -> all.forEach(deed -> wish(wishes, deed))));
    if (wishes.isEmpty()) {
      return items;
    }
    Sides<Answers> answers = ask(wishes);
    if (answers.a().of().isEmpty() && answers.b().of().isEmpty()) {
      return items;
    }
    List<PlanItem> named = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      named.add(named(items.get(i), refused(deeds.get(i), answers)));
    }
    return named;
  }

  private static void wish(Map<Side, Map<RelPath, Set<Wish.Need>>> wishes, Needed.Deed deed) {
    wishes
        .computeIfAbsent(deed.on(), _ -> new LinkedHashMap<>())
        .computeIfAbsent(deed.path(), _ -> EnumSet.noneOf(Wish.Need.class))
        .add(deed.need());
  }

  private Sides<Answers> ask(Map<Side, Map<RelPath, Set<Wish.Need>>> wishes) throws HostException {
    try {
      return link.together().both(side -> ask(side, wishes.getOrDefault(side, Map.of())));
    } catch (TreeException e) {
      throw new HostException(String.valueOf(e.getMessage()), e);
    }
  }

  private Answers ask(Side side, Map<RelPath, Set<Wish.Need>> wishes) throws HostException {
    List<Wish> asked = new ArrayList<>(wishes.size());
    wishes.forEach((path, needs) -> asked.add(new Wish(path, needs)));
    List<List<Refusal>> told = asked.isEmpty() ? List.of() : link.tree(side).refusals(asked);
    Map<RelPath, List<Refusal>> refused = new LinkedHashMap<>();
    for (int i = 0; i < told.size(); i++) {
      if (!told.get(i).isEmpty()) {
        refused.put(asked.get(i).path(), told.get(i));
      }
    }
    return new Answers(refused);
  }

  /** Why choices can't be taken, in words. */
  private Map<Choice, String> refused(
      Map<Choice, List<Needed.Deed>> deeds, Sides<Answers> answers) {
    Map<Choice, String> refused = new EnumMap<>(Choice.class);
    deeds.forEach((choice, all) -> {
      for (Needed.Deed deed : all) {
        Refusal refusal = answers.of(deed.on()).to(deed);
        if (refusal != null) {
          refused.putIfAbsent(
              choice, RefusalText.of(refusal, deed.on(), facts.of(deed.on()).user()));
        }
      }
    });
    return refused;
  }

  /** A conflict stays one while there is something that can be decided. */
  private static PlanItem named(PlanItem item, Map<Choice, String> refused) {
    if (refused.isEmpty()) {
      return item;
    }
    Set<Choice> choices = EnumSet.copyOf(item.choices());
    choices.removeAll(refused.keySet());
    String why = refused.get(item.proposal());
    boolean decidable = item.bucket() == Bucket.CONFLICT || item.proposal() == Choice.SKIP;
    if (why == null && !decidable) {
      return item.dealt(item.bucket(), choices, item.proposal(), item.safe());
    }
    String first = why == null ? refused.values().iterator().next() : why;
    if (decidable && choices.size() > 1) {
      Choice proposal = why == null ? item.proposal() : Choice.SKIP;
      String told = item.reason() + "; not every choice can be carried out: " + first;
      boolean safe = item.safe() && proposal != Choice.SKIP;
      return item.dealt(item.bucket(), choices, proposal, safe).because(told);
    }
    return item.dealt(Bucket.BLOCKED, Set.of(Choice.SKIP), Choice.SKIP, false)
        .because(item.reason() + "; " + first);
  }
}
