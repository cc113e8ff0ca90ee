package org.duplexsync.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.duplexsync.model.RelPath;
import org.junit.jupiter.api.Test;

class NotDoneTest {
  @Test
  void nothingBeyondTheBoundIsForgottenSilently() {
    var notDone = new NotDone();
    for (int i = 0; i < NotDone.MOST; i++) {
      notDone.add(RelPath.of("f" + i));
    }
    assertFalse(notDone.isMore());
    notDone.add(RelPath.of("one more"));
    assertTrue(notDone.isMore());
    assertEquals(NotDone.MOST, notDone.paths().size());
  }
}
