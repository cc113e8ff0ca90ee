package org.duplexsync.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.duplexsync.model.Side;

/** All that users did, in the order in which the acts ended. */
public final class Ledger {
  private final AtomicInteger numbers = new AtomicInteger();
  private final List<Act> acts = new ArrayList<>();

  int next() {
    return numbers.incrementAndGet();
  }

  synchronized void add(Act act) {
    acts.add(act);
  }

  synchronized List<Act> acts() {
    return List.copyOf(acts);
  }

  public int size() {
    return acts().size();
  }

  /** Writes by their mark. */
  Map<String, Act> writes() {
    return acts().stream().filter(Act::write).collect(Collectors.toMap(Act::mark, act -> act));
  }

  /** Marks that users of a side have done away with there, with the last act that did. */
  Map<String, Act> destroyed(Side side) {
    Map<String, Act> all = new HashMap<>();
    acts().stream()
        .filter(act -> act.side() == side)
        .forEach(act -> act.destroyed().forEach(mark -> all.put(mark, act)));
    return all;
  }

  /** Marks that surely stood in a side's tree at some time: its users wrote or met them. */
  Set<String> met(Side side) {
    Set<String> all = new HashSet<>();
    for (Act act : acts()) {
      if (act.side() == side) {
        all.addAll(act.saw());
        act.came().values().forEach(content -> all.addAll(Marks.in(content)));
      }
    }
    return all;
  }

  /** What happened to one file, for a report. */
  String story(String identity) {
    return acts().stream()
        .filter(act ->
            Marks.identity(act.path()).equals(identity)
                || mentions(act.away(), identity)
                || mentions(act.came(), identity))
        .map(Act::toString)
        .collect(Collectors.joining("\n      ", "\n      ", ""));
  }

  private static boolean mentions(Map<String, String> contents, String identity) {
    return contents.keySet().stream().anyMatch(path -> Marks.identity(path).equals(identity));
  }
}
