package org.duplexsync.faults;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * Judges a run that took every default: what users wrote against what both hosts hold in the end.
 *
 * <ul>
 *   <li><i>Unequal:</i> the trees differ in a path, kind, mode or content.
 *   <li><i>Silent overwrite:</i> content that stood on a host, and that no user of that host did
 *       away with, is neither in its tree nor among what was kept there.
 *   <li><i>Lost update:</i> a write that no user did away with is not in the trees, though nobody
 *       on the other side wrote the same file without knowing it; <i>edit lost to a delete</i> if
 *       there somebody deleted it.
 *   <li><i>Resurrected delete:</i> a path holds exactly what a user took away from it.
 *   <li><i>Foreign:</i> marks stand together that no user put together.
 * </ul>
 */
public final class Oracle {
  private final Ledger ledger;
  private final Map<Side, Held> held;
  private final List<String> wrong = new ArrayList<>();

  private Oracle(Ledger ledger, Held a, Held b) {
    this.ledger = ledger;
    this.held = new EnumMap<>(Map.of(Side.A, a, Side.B, b));
  }

  /** What is wrong, a sentence each; empty: nothing. */
  public static List<String> judge(Ledger ledger, Held a, Held b) {
    return judge(ledger, a, b, Set.of());
  }

  /**
   * @param waiting paths that rightly differ, because a person must decide
   */
  public static List<String> judge(Ledger ledger, Held a, Held b, Set<String> waiting) {
    Oracle oracle = new Oracle(ledger, a, b);
    oracle.equal(waiting);
    oracle.kept();
    oracle.nothingLost();
    oracle.nothingBack();
    oracle.nothingMixed();
    oracle.nothingStaged();
    return List.copyOf(oracle.wrong);
  }

  private void say(String what, String path) {
    wrong.add(what + ledger.story(Marks.identity(path)));
  }

  private Held on(Side side) {
    return Objects.requireNonNull(held.get(side));
  }

  private void equal(Set<String> waiting) {
    differences(on(Side.A).tree(), on(Side.B).tree()).stream()
        .filter(path -> !waiting.contains(path))
        .forEach(path ->
            say(
                "unequal: "
                    + path
                    + " is "
                    + shown(on(Side.A).tree().get(path))
                    + " on A, "
                    + shown(on(Side.B).tree().get(path))
                    + " on B",
                path));
  }

  private static String shown(Held.@Nullable Item item) {
    return item == null ? "not there" : item.kind() + item.mode() + Marks.in(item.content());
  }

  public static Set<String> differences(Map<String, Held.Item> a, Map<String, Held.Item> b) {
    Set<String> paths = new TreeSet<>(a.keySet());
    paths.addAll(b.keySet());
    paths.removeIf(path -> Objects.equals(a.get(path), b.get(path)));
    return paths;
  }

  private void kept() {
    for (Side side : Side.values()) {
      Set<String> there = new HashSet<>(on(side).marks());
      there.addAll(on(side).kept());
      Set<String> missing = ledger.met(side);
      missing.removeAll(there);
      missing.removeAll(ledger.destroyed(side).keySet());
      missing.forEach(mark ->
          say(
              "silent overwrite: "
                  + mark
                  + " stood on "
                  + side
                  + ", nobody there did away"
                  + " with it, and it was not kept",
              path(mark)));
    }
  }

  private String path(String mark) {
    Act write = ledger.writes().get(mark);
    return write == null ? "" : write.path();
  }

  private void nothingLost() {
    Set<String> there = new HashSet<>(on(Side.A).marks());
    there.retainAll(on(Side.B).marks());
    Set<String> unwanted = new HashSet<>(ledger.destroyed(Side.A).keySet());
    unwanted.addAll(ledger.destroyed(Side.B).keySet());
    for (Act write : ledger.writes().values()) {
      if (!there.contains(write.mark())
          && !unwanted.contains(write.mark())
          && !write.detached()
          && !beaten(write)) {
        say(
            (deletedElsewhere(write) ? "edit lost to a delete: " : "lost update: ") + write,
            write.path());
      }
    }
  }

  /** The other side wrote the same file, and neither knew of the other. */
  private boolean beaten(Act write) {
    return ledger.writes().values().stream()
        .anyMatch(other ->
            other.side() != write.side()
                && Marks.identity(other.path()).equals(Marks.identity(write.path()))
                && !other.saw().contains(write.mark())
                && !write.saw().contains(other.mark()));
  }

  private boolean deletedElsewhere(Act write) {
    return ledger.acts().stream()
        .filter(act -> act.side() != write.side())
        .flatMap(act -> act.removed().keySet().stream())
        .anyMatch(path -> Marks.identity(path).equals(Marks.identity(write.path())));
  }

  private void nothingBack() {
    for (Act act : ledger.acts()) {
      act.removed()
          .forEach((path, content) -> {
            for (Side side : Side.values()) {
              Held.Item now = on(side).tree().get(path);
              if (now != null && now.kind() != 'd' && now.content().equals(content)) {
                say("resurrected on " + side + ": " + path + ", taken away by " + act, path);
              }
            }
          });
    }
  }

  /** Each content is one that a user made: its newest write saw all that it holds besides. */
  private void nothingMixed() {
    for (Side side : Side.values()) {
      on(side)
          .tree()
          .forEach((path, item) -> {
            Set<String> marks = Marks.in(item.content());
            if (marks.stream().map(ledger.writes()::get).noneMatch(w -> made(w, item))
                && item.kind() != 'd') {
              say(
                  "foreign: "
                      + path
                      + " on "
                      + side
                      + " holds "
                      + marks
                      + " of "
                      + item.content().length()
                      + " bytes, which nobody wrote",
                  path);
            }
          });
    }
  }

  private static boolean made(@Nullable Act write, Held.Item item) {
    return write != null && write.came().containsValue(item.content());
  }

  private void nothingStaged() {
    for (Side side : Side.values()) {
      on(side).staged().forEach(name -> wrong.add("left in the temp dir of " + side + ": " + name));
    }
  }
}
