package org.duplexsync.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.duplexsync.model.Halt;
import org.duplexsync.model.LiveTrouble;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.ReviewPolicy;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.Test;

/** What a live pair says of what does not go by itself. */
class LiveTroubleTest extends LiveStories {
  private static LiveTrouble.Failed failed(LiveRun run) {
    return assertInstanceOf(LiveTrouble.Failed.class, run.status().troubles().getFirst());
  }

  @Test
  void whatFailedIsToldWithPathSideCauseAndSinceWhenUntilItGoes() throws Exception {
    live(run -> {
      two.b.disk().capacity(two.b.disk().used());
      Instant before = two.time.instant();
      two.userA.write("new", bytes("made on A"));
      run.pass(1_000);
      LiveTrouble.Failed first = failed(run);
      assertEquals(RelPath.of("new"), first.path());
      assertEquals(Side.B, first.on());
      assertTrue(first.why().contains("ENOSPC"), first::why);
      assertTrue(first.since().isAfter(before));
      run.pass(65_000);
      assertEquals(first.since(), failed(run).since(), "it was tried again, and fails since then");
      two.b.disk().capacity(Long.MAX_VALUE);
      run.pass(35_000);
      assertArrayEquals(bytes("made on A"), two.userB.read("new"));
      assertEquals(List.of(), run.status().troubles());
      assertEquals(0, run.status().failed());
    });
  }

  @Test
  void aChangeOfWhatFailedDoesNotWaitForTheNextTry() throws Exception {
    live(run -> {
      two.b.disk().capacity(two.b.disk().used());
      two.userA.write("new", bytes("made on A"));
      run.pass(5_000);
      assertEquals(RelPath.of("new"), failed(run).path());
      two.b.disk().capacity(Long.MAX_VALUE);
      two.userA.write("new", bytes("edited on A"));
      run.pass(2_000);
      assertArrayEquals(bytes("edited on A"), two.userB.read("new"));
      assertEquals(List.of(), run.status().troubles());
    });
  }

  @Test
  void onlyAFewOfManyAreNamedAndAllAreCounted() throws Exception {
    live(run -> {
      two.b.disk().capacity(two.b.disk().used());
      for (int i = 0; i < 12; i++) {
        two.userA.write("new-" + i, bytes("made on A"));
      }
      run.pass(2_000);
      assertEquals(12, run.status().failed());
      assertEquals(LiveTrace.SHOWN, run.status().troubles().size());
    });
  }

  @Test
  void deletesThatAreHeldAreToldUntilAPersonHasDecided() throws Exception {
    live(run -> {
      for (int i = 0; i < 12; i++) {
        two.userA.delete("file-" + i);
      }
      run.pass(2_000);
      LiveTrouble.Stopped stop =
          assertInstanceOf(LiveTrouble.Stopped.class, run.status().troubles().getFirst());
      Halt.TooManyDeletes many = assertInstanceOf(Halt.TooManyDeletes.class, stop.halt());
      assertEquals(Side.A, many.side());
      assertEquals(12, many.deletes());
      Instant since = stop.since();
      two.userA.delete("file-12");
      run.pass(20_000);
      stop = assertInstanceOf(LiveTrouble.Stopped.class, run.status().troubles().getFirst());
      assertEquals(since, stop.since());
      var plan = run.engine.plan();
      assertNotNull(plan);
      TwoMachines.approveAll(run.engine, plan);
      run.pass(2_000);
      assertEquals(List.of(), run.status().troubles());
      assertEquals(Seen.ABSENT, two.userB.look("file-3"));
    });
  }

  @Test
  void whatFailsIsToldAlsoWhereAChangeWasCarriedOutAtTheStart() throws Exception {
    two.rules = Rules.reviews(ReviewPolicy.NEVER);
    two.userA.write("new", bytes("made before the start"));
    live(run -> {
      assertArrayEquals(bytes("made before the start"), two.userB.read("new"));
      two.b.disk().capacity(two.b.disk().used());
      two.userA.write("new", bytes("edited, and longer than it was before"));
      run.pass(1_000);
      assertEquals(RelPath.of("new"), failed(run).path());
      assertEquals(1, run.status().failed());
    });
  }
}
