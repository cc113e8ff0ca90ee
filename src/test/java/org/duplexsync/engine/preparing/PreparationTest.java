package org.duplexsync.engine.preparing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.duplexsync.engine.TwoMachines;
import org.duplexsync.engine.pair.PlanFacts;
import org.duplexsync.model.PlanHeader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a memory that is lost, and that nothing counts as deleted then. */
class PreparationTest {
  private final TwoMachines two = new TwoMachines();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path state;

  @BeforeEach
  void agree() throws Exception {
    two.both("kept", "agreed");
    two.both("gone", "agreed");
    two.sync(state);
    two.userA.delete("gone");
  }

  private String note(PlanHeader plan) {
    return String.valueOf(PlanFacts.of(plan).baselineNote());
  }

  @Test
  void aMemoryThatIsThereNeedsNoNote() throws Exception {
    PlanHeader plan = two.compare(state);
    assertNull(PlanFacts.of(plan).baselineNote());
    assertEquals(List.of("gone DELETE B_TO_A"), two.reasons(state, plan));
  }

  @Test
  void whereTheMemoryWasSetAsideIsSaid() throws Exception {
    Files.write(state.resolve("job.db"), "no database any more, alas\n".repeat(99).getBytes(UTF_8));
    PlanHeader plan = two.compare(state);
    assertTrue(
        note(plan).startsWith("The memory of this job was set aside as " + state + "/job.aside-"),
        note(plan));
    assertEquals(List.of("gone NEW B_TO_A"), two.reasons(state, plan));
  }

  @Test
  void aMemoryThatIsGoneIsTakenForAnothersOrALostOne() throws Exception {
    Files.delete(state.resolve("job.db"));
    PlanHeader plan = two.compare(state);
    assertTrue(note(plan).contains("by another memory than this one"), note(plan));
    assertTrue(note(plan).contains("before it was lost"), note(plan));
    assertEquals(List.of("gone NEW B_TO_A"), two.reasons(state, plan));
  }
}
