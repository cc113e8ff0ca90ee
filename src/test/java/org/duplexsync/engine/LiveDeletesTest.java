package org.duplexsync.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;
import org.duplexsync.host.memory.Errno;
import org.duplexsync.model.Halt;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.Test;

/** Trees that are removed bit by bit while the pair is live. */
class LiveDeletesTest extends LiveStories {
  private static final int DIRECTORIES = 20;

  private void tree() throws Errno {
    for (int i = 0; i < 451; i++) {
      two.userA.write("kept-" + i, bytes("kept"));
      two.userB.write("kept-" + i, bytes("kept"));
    }
    for (int d = 0; d < DIRECTORIES; d++) {
      two.userA.makeDirectory("d" + d);
      two.userB.makeDirectory("d" + d);
      for (int i = 0; i < 19; i++) {
        byte[] content = bytes(d + " and " + i);
        two.userA.write("d" + d + "/f" + i, content);
        two.userB.write("d" + d + "/f" + i, content);
      }
    }
  }

  private void remove(LiveRun run, long pause) throws Exception {
    for (int d = 0; d < DIRECTORIES; d++) {
      two.userA.deleteAll("d" + d);
      run.pass(pause);
    }
    run.pass(2_000);
  }

  private int standing() throws Errno {
    int standing = 0;
    for (int d = 0; d < DIRECTORIES; d++) {
      standing += two.userB.look("d" + d) instanceof Seen.Present ? 1 : 0;
    }
    return standing;
  }

  @Test
  void aTreeThatIsRemovedWithShortPausesIsJudgedAsOne() throws Exception {
    tree();
    live(run -> {
      remove(run, 100);
      assertEquals(DIRECTORIES, standing());
      assertEquals(DIRECTORIES * 20, run.waiting().size());
    });
  }

  @Test
  void whatHadGoneBeforeItStoppedIsSaid() throws Exception {
    tree();
    live(run -> {
      remove(run, 2_000);
      assertEquals(DIRECTORIES - 2, standing());
      assertEquals((DIRECTORIES - 2) * 20, run.waiting().size());
      var plan = run.engine.plan();
      assertNotNull(plan);
      assertEquals(
          List.of(new Halt.TooManyDeletes(Side.A, RelPath.ROOT, 60, 883, 50, 40)),
          TwoMachines.halts(plan));
    });
  }
}
