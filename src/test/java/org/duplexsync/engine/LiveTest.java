package org.duplexsync.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.duplexsync.model.Action;
import org.duplexsync.model.Seen;
import org.junit.jupiter.api.Test;

class LiveTest extends LiveStories {
  @Test
  void changesTravelBothWays() throws Exception {
    live(run -> {
      two.userA.write("new", bytes("from A"));
      two.userB.write("same", bytes("edited on B"));
      run.pass(200);
      assertArrayEquals(bytes("from A"), two.userB.read("new"));
      assertArrayEquals(bytes("edited on B"), two.userA.read("same"));
      two.userB.chmod("same", 0600);
      two.userA.delete("new");
      run.pass(200);
      assertEquals(0600, two.userA.entry("same").mode());
      assertEquals(Seen.ABSENT, two.userB.look("new"));
      assertEquals(List.of(), run.waiting());
      assertTrue(run.status().quiet());
    });
  }

  @Test
  void ownWritesAreLookedAtOnceAndNoMore() throws Exception {
    live(run -> {
      for (int i = 0; i < 20; i++) {
        two.userA.write("file-" + i, bytes("edited " + i));
      }
      run.pass(2_000);
      assertEquals(20, run.status().writes());
      assertTrue(run.status().echoes() <= 20, () -> "echoes " + run.status().echoes());
      long before = run.status().echoes();
      run.pass(5_000);
      assertEquals(before, run.status().echoes());
      assertEquals(20, run.status().writes());
    });
  }

  @Test
  void aMoveIsOneRename() throws Exception {
    two.userA.makeDirectory("d");
    two.userB.makeDirectory("d");
    two.both("d/x", "in it");
    two.both("d/y", "too");
    live(run -> {
      long inode = two.userB.entry("d/x").id().inode();
      two.userA.move("d", "e");
      two.userA.move("same", "moved");
      run.pass(200);
      assertEquals(inode, two.userB.entry("e/x").id().inode());
      assertArrayEquals(bytes("equal on both"), two.userB.read("moved"));
      assertTrue(
          run.events().stream().allMatch(event -> event.action() instanceof Action.Move),
          run.events()::toString);
    });
  }

  @Test
  void whatIsWrittenByOneOfTwoNamesTravelsByBoth() throws Exception {
    live(run -> {
      two.userA.makeDirectory("d");
      two.userA.link("same", "d/hard");
      run.pass(2_000);
      assertArrayEquals(bytes("equal on both"), two.userB.read("d/hard"));
      two.userA.write("same", bytes("in place"));
      run.pass(1_000);
      assertFalse(run.status().quiet(), "of one name nobody has heard");
      run.pass(9_000);
      assertArrayEquals(bytes("in place"), two.userB.read("same"));
      assertArrayEquals(bytes("in place"), two.userB.read("d/hard"));
      assertTrue(run.status().quiet());
    });
  }

  @Test
  void aSaveByRenameIsOneEdit() throws Exception {
    live(run -> {
      two.userA.write("tmp123", bytes("new content"));
      run.pass(3);
      two.userA.move("tmp123", "same");
      run.pass(200);
      assertArrayEquals(bytes("new content"), two.userB.read("same"));
      assertEquals(List.of("same"), run.events().stream().map(e -> e.path().toString()).toList());
    });
  }

  @Test
  void aSaveByDeleteAndCreateIsOneEdit() throws Exception {
    live(run -> {
      two.userA.delete("same");
      run.pass(5);
      two.userA.write("same", bytes("saved anew"));
      run.pass(200);
      assertArrayEquals(bytes("saved anew"), two.userB.read("same"));
      assertEquals(1, run.events().size());
      assertInstanceOf(Action.Copy.class, run.events().getFirst().action());
    });
  }

  @Test
  void aFileThatIsWrittenWaitsUntilItIsClosed() throws Exception {
    live(run -> {
      two.userA.write("big", bytes("begun"));
      run.pass(100);
      try (var writer = two.userA.open("big")) {
        writer.append(bytes(" and"));
        run.pass(100);
        writer.append(bytes(" finished"));
        assertArrayEquals(bytes("begun"), two.userB.read("big"));
      }
      run.pass(50);
      assertArrayEquals(bytes("begun and finished"), two.userB.read("big"));
    });
  }

  @Test
  void aLogThatGrowsForEverTravelsAtAPace() throws Exception {
    live(run -> {
      try (var writer = two.userA.open("same")) {
        for (int i = 0; i < 200; i++) {
          writer.append(bytes("line " + i + "\n"));
          run.pass(100);
        }
        long copies = run.events().size();
        assertTrue(copies >= 3 && copies <= 14, () -> "copies " + copies);
      }
      run.pass(500);
      assertArrayEquals(two.userA.read("same"), two.userB.read("same"));
    });
  }

  @Test
  void theLimitOfWhatTravelsHolds() throws Exception {
    two.rules = Rules.limited(1_000);
    live(run -> {
      var before = two.time.instant();
      two.userA.write("long", new byte[20_000]);
      run.pass(100);
      Duration took = Duration.between(before, two.time.instant());
      assertArrayEquals(new byte[20_000], two.userB.read("long"));
      assertTrue(took.toSeconds() >= 19, "took " + took);
    });
  }

  @Test
  void aLargeFileIsInADirectoryBeforeThatIsClosed() throws Exception {
    live(run -> {
      run.machine.pause(true, "operator:test");
      two.userA.makeDirectory("closed");
      two.userA.write("closed/large", new byte[1 << 20]);
      two.userA.chmod("closed", 0555);
      run.pass(500);
      run.machine.pause(false, "operator:test");
      run.pass(10_000);
      assertEquals(List.of(), run.waiting());
      assertArrayEquals(new byte[1 << 20], two.userB.read("closed/large"));
      assertEquals(0555, two.userB.entry("closed").mode());
    });
  }

  @Test
  void aLargeFileTravelsBesideTheOthers() throws Exception {
    live(run -> {
      two.userA.write("large", new byte[1 << 20]);
      two.userA.write("same", bytes("small"));
      run.pass(6_000);
      assertArrayEquals(new byte[1 << 20], two.userB.read("large"));
      assertArrayEquals(bytes("small"), two.userB.read("same"));
      assertTrue(run.status().quiet());
    });
  }

  @Test
  void aLinkDoesNotLeadIntoWhatIsNotThereYet() throws Exception {
    live(run -> {
      two.userA.makeDirectory("release");
      two.userA.write("release/app", new byte[1 << 20]);
      two.userA.symlink("current", "release");
      run.pass(6_000);
      List<String> order = run.events().stream().map(event -> event.path().toString()).toList();
      assertTrue(order.indexOf("release/app") < order.indexOf("current"), order::toString);
      assertInstanceOf(Seen.Present.class, two.userB.look("current"));
    });
  }

  @Test
  void aLinkDoesNotLeadIntoWhatWaitsForItsTurn() throws Exception {
    two.rules = Rules.transferring(1);
    two.userA.makeDirectory("release");
    two.userB.makeDirectory("release");
    two.both("release/app", "as it was");
    two.both("another", "as it was");
    live(run -> {
      run.machine.pause(true, "operator:test");
      two.userA.write("another", new byte[1 << 20]);
      two.userA.write("release/app", new byte[1 << 20]);
      two.userA.symlink("current", "release");
      run.pass(1_000);
      run.machine.pause(false, "operator:test");
      run.pass(12_000);
      List<String> order = run.events().stream().map(event -> event.path().toString()).toList();
      assertTrue(order.indexOf("another") < order.indexOf("release/app"), order::toString);
      assertTrue(order.indexOf("release/app") < order.indexOf("current"), order::toString);
      assertInstanceOf(Seen.Present.class, two.userB.look("current"));
    });
  }

  @Test
  void aLinkThatWaitsForWhereItLeadsMovesAsAWhole() throws Exception {
    live(run -> {
      two.userA.makeDirectory("release");
      two.userA.symlink("next", "release");
      run.pass(2_000);
      assertInstanceOf(Seen.Present.class, two.userB.look("next"));
      two.userA.write("release/app", new byte[1 << 20]);
      two.userA.move("next", "current");
      run.pass(12_000);
      assertInstanceOf(Seen.Present.class, two.userB.look("current"));
      assertEquals(Seen.ABSENT, two.userB.look("next"), "nothing else tells of the old name");
    });
  }

  @Test
  void whatIsLeftOutWhileItIsLiveStaysWhereItIs() throws Exception {
    live(run -> {
      run.engine.filter(
          org.duplexsync.filter.FilterSet.of(List.of(org.duplexsync.filter.Rule.exclude("same"))));
      two.userA.write("same", bytes("left out"));
      two.userB.delete("other");
      run.pass(1_000);
      assertArrayEquals(bytes("equal on both"), two.userB.read("same"));
      assertEquals(Seen.ABSENT, two.userA.look("other"));
    });
  }

  @Test
  void aCompareWhileItIsLiveSettlesNothingAndStopsNothing() throws Exception {
    live(run -> {
      run.engine.compare(TwoMachines.request(true));
      two.userA.write("same", bytes("after the compare"));
      run.pass(500);
      assertArrayEquals(bytes("after the compare"), two.userB.read("same"));
      assertTrue(run.status().quiet());
    });
  }

  @Test
  void whatHappenedRightBeforeACompareThatAPersonAsksForGoesAllTheSame() throws Exception {
    live(run -> {
      two.userA.write("same", bytes("right before the compare"));
      two.userB.delete("other");
      run.engine.compare(TwoMachines.request(true));
      run.pass(2_000);
      assertArrayEquals(bytes("right before the compare"), two.userB.read("same"));
      assertEquals(Seen.ABSENT, two.userA.look("other"));
      assertEquals(List.of(), run.waiting());
      assertTrue(run.status().quiet());
    });
  }

  @Test
  void whereAGuardStopsACompareThatAPersonAsksForNothingOfItGoes() throws Exception {
    live(run -> {
      for (int i = 0; i < 30; i++) {
        two.userA.delete("file-" + i);
      }
      two.userA.write("same", bytes("right before the compare"));
      run.engine.compare(TwoMachines.request(true));
      run.pass(70_000);
      assertArrayEquals(bytes("number 7"), two.userB.read("file-7"));
      assertArrayEquals(bytes("equal on both"), two.userB.read("same"));
      assertEquals(31, run.waiting().size());
    });
  }

  @Test
  void whatIsDeletedWithItsDirectoryGoesAsAWhole() throws Exception {
    two.userA.makeDirectory("d");
    two.userB.makeDirectory("d");
    two.both("d/x", "in it");
    two.both("d/y", "too");
    live(run -> {
      two.userA.deleteAll("d");
      run.pass(500);
      assertEquals(Seen.ABSENT, two.userB.look("d"));
      assertTrue(run.status().quiet());
    });
  }
}
