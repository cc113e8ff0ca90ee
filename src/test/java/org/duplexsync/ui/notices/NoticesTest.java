package org.duplexsync.ui.notices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duplexsync.ui.notices.Notice.Kind;
import org.junit.jupiter.api.Test;

class NoticesTest {
  private final Map<String, String> memory = new HashMap<>();
  private final List<Kind> told = new ArrayList<>();
  private final Notices notices =
      new Notices(memory::get, memory::put, List.of(notice -> told.add(notice.kind())));

  @Test
  void allAreOnUntilSwitchedOffEachByItselfAndItIsRemembered() {
    for (Kind kind : Kind.values()) {
      assertTrue(notices.isOn(kind));
    }
    notices.set(Kind.RETURN, false);
    for (Kind kind : Kind.values()) {
      notices.accept(new Notice(kind, "title", "text"));
    }
    assertEquals(List.of(Kind.OUTAGE, Kind.DECISION, Kind.STOPPED), told);
    Notices next = new Notices(memory::get, memory::put, List.of());
    assertFalse(next.isOn(Kind.RETURN));
    next.set(Kind.RETURN, true);
    assertTrue(notices.isOn(Kind.RETURN));
  }
}
