package org.duplexsync.faults;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * What must be on each side after both were changed apart and only what is safe may travel by
 * itself: a plain three-way comparison, made from what the trees hold. It knows moves (a content
 * that left one name and stands at a new one), but no clashes between a directory that went and
 * work in it.
 *
 * @param a what A must hold, {@code b} B
 * @param waits each path that must stand in the review, with how its reason must begin or what it
 *     must name, per side
 */
public record ThreeWay(
    Map<String, Held.Item> a, Map<String, Held.Item> b, Map<String, Set<String>> waits) {

  public static ThreeWay of(
      Map<String, Held.Item> base, Map<String, Held.Item> a, Map<String, Held.Item> b) {
    ThreeWay result = new ThreeWay(new TreeMap<>(a), new TreeMap<>(b), new TreeMap<>());
    Set<String> all = new TreeSet<>(base.keySet());
    all.addAll(a.keySet());
    all.addAll(b.keySet());
    Map<String, String> movedOnA = moves(base, a, b);
    Map<String, String> movedOnB = moves(base, b, a);
    for (String path : all) {
      if (movedOnA.containsKey(path)) {
        result.moved(Side.B, path);
      } else if (movedOnB.containsKey(path)) {
        result.moved(Side.A, path);
      } else {
        result.decide(path, base.get(path), a.get(path), b.get(path));
      }
    }
    return result;
  }

  /** Old names to new ones, of files that only this side touched. */
  private static Map<String, String> moves(
      Map<String, Held.Item> base, Map<String, Held.Item> here, Map<String, Held.Item> there) {
    Map<Held.Item, String> created =
        here.entrySet().stream()
            .filter(item -> !base.containsKey(item.getKey()) && item.getValue().kind() == 'f')
            .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey, (x, y) -> x));
    Map<String, String> moves = new HashMap<>();
    base.forEach((path, item) -> {
      String to = created.get(item);
      if (!here.containsKey(path) && to != null && item.equals(there.get(path))) {
        moves.put(path, to);
      }
    });
    return moves;
  }

  private void moved(Side target, String path) {
    (target == Side.A ? a : b).remove(path);
  }

  private void decide(
      String path, Held.@Nullable Item base, Held.@Nullable Item onA, Held.@Nullable Item onB) {
    if (Objects.equals(onA, onB)) {
      return;
    }
    if (Objects.equals(base, onA)) {
      follow(path, onB, a, "deleted on B");
    } else if (Objects.equals(base, onB)) {
      follow(path, onA, b, "deleted on A");
    } else if (onA != null && onB != null) {
      both(path, base, onA, onB);
    } else {
      waits.put(path, Set.of(onA == null ? "deleted on A" : "deleted on B"));
    }
  }

  /** Only the other side did something. */
  private void follow(
      String path, Held.@Nullable Item theirs, Map<String, Held.Item> mine, String deleted) {
    if (theirs == null) {
      waits.put(path, Set.of(deleted));
    } else {
      mine.put(path, theirs);
    }
  }

  private void both(String path, Held.@Nullable Item base, Held.Item onA, Held.Item onB) {
    if (base == null) {
      waits.put(path, Set.of("never agreed", "on A", "on B"));
      return;
    }
    boolean aEdited = !base.content().equals(onA.content());
    boolean bEdited = !base.content().equals(onB.content());
    if (aEdited && bEdited) {
      waits.put(path, Set.of("edited on A", "on B"));
      return;
    }
    Held.Item merged =
        new Held.Item(
            base.kind(),
            base.mode().equals(onA.mode()) ? onB.mode() : onA.mode(),
            aEdited ? onA.content() : onB.content());
    a.put(path, merged);
    b.put(path, merged);
  }
}
