package org.duplexsync.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.duplexsync.model.Choice;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.Test;

/** The seven paths of the two-way set-up's test of an inconsistent start. */
class StepFiveTest {
  private static Map<String, String> reasons(Pair pair) {
    Map<String, String> reasons = new TreeMap<>();
    pair.plan().items().forEach(item -> reasons.put(item.path().toString(), item.reason()));
    return reasons;
  }

  private static void bothHaveAll(Pair pair) {
    assertEquals(List.of(), pair.commit());
    assertEquals("", pair.world.differing());
    assertEquals(7, pair.world.a.nodes.size());
    assertEquals(128, pair.content("updatetestfile.cgi"));
    assertEquals(List.of(), pair.plan().items());
  }

  private static Pair changed(Pair pair) {
    return pair.file(Side.A, "tgt-a-new1.img", 21, "16:15")
        .file(Side.A, "tgt-a-new2.img", 22, "16:15")
        .file(Side.B, "tgt-b-new3.jpg", 23, "16:20")
        .file(Side.B, "tgt-b-new4.jpg", 24, "16:20");
  }

  @Test
  void withABaselineDeletesAreKnownAndRestored() {
    Pair pair =
        new Pair()
            .file(Side.A, "imgfile3.png", 3, "12:46")
            .file(Side.A, "updatetestfile.cgi", 84, "12:55")
            .file(Side.A, "willbewebmgrowneratremote.txt", 5, "12:46")
            .agree("12:55")
            .delete(Side.A, "imgfile3.png")
            .delete(Side.B, "willbewebmgrowneratremote.txt")
            .edit(Side.A, "updatetestfile.cgi", 124, "16:15")
            .edit(Side.B, "updatetestfile.cgi", 128, "16:21");
    changed(pair);
    assertEquals(
        Map.of(
            "imgfile3.png",
            "deleted on A, agreed 12:55; by default it is copied back from B",
            "willbewebmgrowneratremote.txt",
            "deleted on B, agreed 12:55; by default it is copied back from A",
            "tgt-a-new1.img",
            "created on A 16:15",
            "tgt-a-new2.img",
            "created on A 16:15",
            "tgt-b-new3.jpg",
            "created on B 16:20",
            "tgt-b-new4.jpg",
            "created on B 16:20",
            "updatetestfile.cgi",
            "edited on A 16:15 and on B 16:21, agreed 12:55; B is newer"),
        reasons(pair));
    PlanItem deleted = pair.plan().at("imgfile3.png");
    assertFalse(deleted.safe());
    assertEquals(Choice.B_TO_A, deleted.proposal());
    assertEquals(Choice.B_TO_A, pair.plan().at("updatetestfile.cgi").proposal());
    bothHaveAll(pair);
  }

  @Test
  void withoutABaselineNothingIsADelete() {
    Pair pair =
        new Pair()
            .file(Side.B, "imgfile3.png", 3, "12:46")
            .file(Side.A, "willbewebmgrowneratremote.txt", 5, "12:46")
            .file(Side.A, "updatetestfile.cgi", 124, "16:15")
            .file(Side.B, "updatetestfile.cgi", 128, "16:21");
    changed(pair);
    assertEquals(
        Map.of(
            "imgfile3.png",
            "created on B 12:46",
            "willbewebmgrowneratremote.txt",
            "created on A 12:46",
            "tgt-a-new1.img",
            "created on A 16:15",
            "tgt-a-new2.img",
            "created on A 16:15",
            "tgt-b-new3.jpg",
            "created on B 16:20",
            "tgt-b-new4.jpg",
            "created on B 16:20",
            "updatetestfile.cgi",
            "never agreed: file on A 16:15 and on B 16:21; B is newer"),
        reasons(pair));
    bothHaveAll(pair);
  }
}
