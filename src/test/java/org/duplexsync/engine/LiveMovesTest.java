package org.duplexsync.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.duplexsync.host.News;
import org.duplexsync.host.memory.Errno;
import org.duplexsync.model.Action;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.Test;

/** What was only renamed travels as that, whatever else is renamed at that time. */
class LiveMovesTest extends LiveStories {
  private void directory(String name) throws Errno {
    two.userA.makeDirectory(name);
    two.userB.makeDirectory(name);
    for (int i = 0; i < 9; i++) {
      two.both(name + "/f" + i, name + " number " + i);
    }
  }

  private static void onlyMoves(LiveRun run) {
    assertTrue(
        run.events().stream().allMatch(event -> event.action() instanceof Action.Move),
        run.events()::toString);
    assertEquals(List.of(), run.waiting());
    assertTrue(run.status().quiet());
  }

  @Test
  void directoriesRenamedRightAfterOneAnotherAreMoves() throws Exception {
    directory("mvx1");
    directory("mvy1");
    live(run -> {
      for (int pause : new int[] {1, 2, 5, 10, 14, 15, 16, 20}) {
        two.userA.move("mvx1", "mvX1");
        run.pass(pause);
        two.userA.move("mvy1", "mvY1");
        run.pass(300);
        two.userA.move("mvX1", "mvx1");
        run.pass(pause);
        two.userA.move("mvY1", "mvy1");
        run.pass(300);
      }
      onlyMoves(run);
    });
  }

  @Test
  void whatIsRenamedTwiceIsOneMove() throws Exception {
    directory("md5");
    directory("md6");
    live(run -> {
      two.userA.move("md5", "mg5");
      run.pass(5);
      two.userA.move("md6", "mg6");
      run.pass(5);
      two.userA.move("mg5", "mh5");
      run.pass(5);
      two.userA.move("mg6", "mh6");
      run.pass(300);
      onlyMoves(run);
      assertEquals(Seen.ABSENT, two.userB.look("mg5"));
      assertEquals(9, two.userB.names("mh6").size());
    });
  }

  @Test
  void aDirectoryThatGivesItsNameToALinkIsAMove() throws Exception {
    directory("deep4");
    directory("dd");
    live(run -> {
      two.userA.move("deep4", "deep5");
      two.userA.move("dd", "ddx");
      run.pass(3);
      two.userA.symlink("dd", "d1");
      run.pass(500);
      assertEquals(List.of(), run.waiting());
      assertTrue(
          run.events().stream().noneMatch(event -> event.action() instanceof Action.Delete),
          run.events()::toString);
      assertEquals(9, two.userB.names("ddx").size());
      assertEquals(9, two.userB.names("deep5").size());
    });
  }

  @Test
  void aDirectoryThatTakesLongToWalkIsAMove() throws Exception {
    directory("big");
    live(run -> {
      var late = new ArrayList<News>();
      for (var watch : Objects.requireNonNull(two.connected.get(Side.A)).watches()) {
        watch.through(news -> {
          var told = new ArrayList<>(news);
          told.removeIf(each -> each instanceof News.Below && late.add(each));
          return told;
        });
      }
      two.userA.move("big", "bigger");
      run.pass(300);
      assertEquals(1, late.size());
      onlyMoves(run);
      assertEquals(9, two.userB.names("bigger").size());
    });
  }
}
