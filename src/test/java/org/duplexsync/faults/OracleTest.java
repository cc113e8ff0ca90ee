package org.duplexsync.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.duplexsync.faults.Act.Doing;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.Test;

/** The oracle accepts what is right and names each way of being wrong. */
final class OracleTest {
  private final Ledger ledger = new Ledger();

  private void wrote(Side side, String path, String mark, Map<String, String> away, String now) {
    ledger.add(
        new Act(ledger.next(), side, Doing.REPLACE, path, mark, away, Map.of(path, now), false));
  }

  private void deleted(Side side, String path, String content) {
    ledger.add(
        new Act(
            ledger.next(), side, Doing.DELETE, path, "", Map.of(path, content), Map.of(), false));
  }

  private void moved(Side side, String path, String to, String content) {
    ledger.add(
        new Act(
            ledger.next(),
            side,
            Doing.MOVE,
            path,
            "",
            Map.of(path, content),
            Map.of(to, content),
            false));
  }

  private static Held holds(Set<String> kept, String... pathsAndContents) {
    Map<String, Held.Item> tree = new TreeMap<>();
    for (int i = 0; i < pathsAndContents.length; i += 2) {
      tree.put(pathsAndContents[i], new Held.Item('f', "rw-rw-r--", pathsAndContents[i + 1]));
    }
    return new Held(tree, kept, Set.of());
  }

  private void right(Held a, Held b) {
    assertEquals(List.of(), Oracle.judge(ledger, a, b));
  }

  private void wrong(String how, Held a, Held b) {
    List<String> said = Oracle.judge(ledger, a, b);
    assertTrue(said.stream().anyMatch(line -> line.startsWith(how)), said::toString);
  }

  @Test
  void aWriteThatTravelledIsRight() {
    wrote(Side.A, "f1", "<A1>", Map.of(), "<A1>");
    right(holds(Set.of(), "f1", "<A1>"), holds(Set.of(), "f1", "<A1>"));
  }

  @Test
  void aWriteThatDidNotTravelIsUnequal() {
    wrote(Side.A, "f1", "<A1>", Map.of(), "<A1>");
    wrong("unequal: f1", holds(Set.of(), "f1", "<A1>"), holds(Set.of()));
  }

  @Test
  void anotherModeIsUnequal() {
    wrote(Side.A, "f1", "<A1>", Map.of(), "<A1>");
    Held other =
        new Held(Map.of("f1", new Held.Item('f', "rw-------", "<A1>")), Set.of(), Set.of());
    wrong("unequal: f1", holds(Set.of(), "f1", "<A1>"), other);
  }

  @Test
  void aWriteThatIsNowhereIsLost() {
    wrote(Side.A, "f1", "<A1>", Map.of(), "<A1>");
    wrong("lost update: ", holds(Set.of()), holds(Set.of()));
    wrong("silent overwrite: <A1>", holds(Set.of()), holds(Set.of()));
  }

  @Test
  void aWriteThatWasOnlyKeptIsLostUnlessTheOtherSideWroteToo() {
    wrote(Side.A, "f1", "<A1>", Map.of(), "<A1>");
    wrong("lost update: ", holds(Set.of("<A1>")), holds(Set.of()));
    wrote(Side.B, "f1", "<B2>", Map.of(), "<B2>");
    right(holds(Set.of("<A1>"), "f1", "<B2>"), holds(Set.of(), "f1", "<B2>"));
  }

  @Test
  void theLoserOfAConflictMustBeKeptWhereItStood() {
    wrote(Side.A, "f1", "<A1>", Map.of(), "<A1>");
    wrote(Side.B, "f1", "<B2>", Map.of(), "<B2>");
    wrong(
        "silent overwrite: <A1>",
        holds(Set.of(), "f1", "<B2>"),
        holds(Set.of("<A1>"), "f1", "<B2>"));
  }

  @Test
  void aWriterWhoKnewTheLoserIsNoExcuse() {
    wrote(Side.A, "f1", "<A1>", Map.of(), "<A1>");
    wrote(Side.B, "f1", "<B2>", Map.of("f1", "<A1>"), "<B2>");
    wrote(Side.A, "f1", "<A3>", Map.of("f1", "<B2>"), "<A3>");
    wrong("lost update: ", holds(Set.of("<A3>"), "f1", "<B2>"), holds(Set.of(), "f1", "<B2>"));
  }

  @Test
  void anEditAgainstADeleteMustStandInTheTree() {
    wrote(Side.A, "f1", "<A1>", Map.of(), "<A1>");
    wrote(Side.A, "f1", "<A2>", Map.of("f1", "<A1>"), "<A2>");
    deleted(Side.B, "f1", "<A1>");
    right(holds(Set.of(), "f1", "<A2>"), holds(Set.of(), "f1", "<A2>"));
    wrong("edit lost to a delete: ", holds(Set.of("<A2>")), holds(Set.of()));
  }

  @Test
  void aDeleteOfTheNewestIsObeyed() {
    wrote(Side.A, "f1", "<A1>", Map.of(), "<A1>");
    deleted(Side.B, "f1", "<A1>");
    right(holds(Set.of("<A1>")), holds(Set.of()));
    wrong("resurrected on B: f1", holds(Set.of(), "f1", "<A1>"), holds(Set.of(), "f1", "<A1>"));
  }

  @Test
  void aDeletedCopyMustBeKeptOnTheOtherSide() {
    wrote(Side.A, "f1", "<A1>", Map.of(), "<A1>");
    deleted(Side.B, "f1", "<A1>");
    wrong("silent overwrite: <A1>", holds(Set.of()), holds(Set.of()));
  }

  @Test
  void aMoveThatLeavesTheOldNameIsResurrected() {
    wrote(Side.A, "f1", "<A1>", Map.of(), "<A1>");
    moved(Side.A, "f1", "f1-r2", "<A1>");
    String[] both = {"f1", "<A1>", "f1-r2", "<A1>"};
    right(holds(Set.of(), "f1-r2", "<A1>"), holds(Set.of(), "f1-r2", "<A1>"));
    wrong("resurrected on A: f1", holds(Set.of(), both), holds(Set.of(), both));
  }

  @Test
  void aHalfFileIsForeign() {
    wrote(Side.A, "f1", "<A1>", Map.of(), "<A1>whole");
    wrong("foreign: f1", holds(Set.of(), "f1", "<A1>wh"), holds(Set.of(), "f1", "<A1>wh"));
    wrong("foreign: f1", holds(Set.of(), "f1", ""), holds(Set.of(), "f1", ""));
  }

  @Test
  void aStagedFileThatStaysIsNamed() {
    wrote(Side.A, "f1", "<A1>", Map.of(), "<A1>");
    Held left = new Held(holds(Set.of(), "f1", "<A1>").tree(), Set.of(), Set.of("duplex/s-1"));
    wrong("left in the temp dir of A: duplex/s-1", left, holds(Set.of(), "f1", "<A1>"));
  }
}
