package org.duplexsync.ui;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A million differences: only what is in sight is read. */
class WindowMillionTest extends WindowCase {
  @Override
  SampleRows rows() {
    return SampleRows.many(1_000_000);
  }

  @Test
  void opensJumpsAndFindsTheNextConflict() {
    waitForRows(1_000_000);
    long pages = pair.asked.stream().filter("rows"::equals).count();
    assertTrue(pages < 20, pages + " pages were read");
    robot.interact(() -> table().scrollTo(999_000));
    robot.interact(() -> table().getSelectionModel().clearAndSelect(999_010));
    waitUntil("read", () -> selectedPath().endsWith("00999010.png"));
    press("F8");
    waitUntil("the last conflict", () -> selectedPath().endsWith("00999999.png"));
  }
}
