package org.duplexsync.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The README's first command. */
class DemoCommandTest {
  @Test
  void runsFromCompareToInSyncAndEndsWithZero() {
    DuplexRun run = DuplexRun.of("demo").exits(0);
    assertTrue(run.out().contains("edited on A"), run.out());
    assertTrue(run.out().contains("docs/manual.html => docs/guide/manual.html"), run.out());
    assertTrue(run.out().contains("type change"), run.out());
    assertTrue(
        run.out().strip().lines().toList().getLast().startsWith("No differences."), run.out());
  }
}
