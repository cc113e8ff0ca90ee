package org.duplexsync.ui.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.duplexsync.model.Choice;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.duplexsync.ui.SampleRows;
import org.duplexsync.ui.parts.Effect.Sort;
import org.junit.jupiter.api.Test;

class EffectTest {
  private static PlanItem item(String path) {
    SampleRows rows = SampleRows.everyCase();
    for (int i = 0; i < rows.size(); i++) {
      if (rows.at(i).path().equals(RelPath.of(path))) {
        return rows.at(i);
      }
    }
    throw new AssertionError(path);
  }

  private static void is(Sort sort, Side on, String path, Choice choice) {
    assertEquals(new Effect(sort, on), Effect.of(item(path), choice));
  }

  @Test
  void theSideThatIsAbsentWinsByADelete() {
    is(Sort.DELETE, Side.A, "images/imgfile3.png", Choice.B_TO_A);
    is(Sort.NEW, Side.B, "images/imgfile3.png", Choice.A_TO_B);
    is(Sort.DELETE, Side.A, "images/tgt-a-new1.png", Choice.B_TO_A);
  }

  @Test
  void aMoveIsFollowedOrTakenBack() {
    is(Sort.MOVE, Side.B, "js/menu.js", Choice.A_TO_B);
    is(Sort.MOVE_BACK, Side.A, "js/menu.js", Choice.B_TO_A);
  }

  @Test
  void othersByWhatStandsThere() {
    is(Sort.EDIT, Side.A, "cgi/updatetestfile.cgi", Choice.B_TO_A);
    is(Sort.METADATA, Side.B, "cgi/status.cgi", Choice.A_TO_B);
    is(Sort.RETYPE, Side.B, "current", Choice.A_TO_B);
    assertEquals(new Effect(Sort.BLOCKED, null), Effect.of(item("private/key.pem"), Choice.SKIP));
    assertEquals(new Effect(Sort.WAIT, null), Effect.of(item("cgi/report.pl"), Choice.SKIP));
  }
}
