package org.duplexsync.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.duplexsync.engine.pair.SideException;
import org.duplexsync.engine.planning.CompareRequest;
import org.duplexsync.filter.FilterSet;
import org.duplexsync.filter.Rule;
import org.duplexsync.host.memory.Account;
import org.duplexsync.host.memory.Errno;
import org.duplexsync.host.memory.Hook;
import org.duplexsync.host.memory.MemoryUser;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Cause;
import org.duplexsync.model.Column;
import org.duplexsync.model.DeletePolicy;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.duplexsync.model.VersionRow;
import org.junit.jupiter.api.Test;

/** Old contents that are put back. */
class RestoresTest extends LiveStories {
  private static final String BY = "operator:test";

  private static VersionRow newest(PairEngine engine, String path) {
    return engine.versions(RelPath.of(path), 10).getFirst();
  }

  private static Outcome restore(PairEngine engine, VersionRow row, String to) throws Exception {
    return engine.restore(row.side(), row.name(), RelPath.of(to), BY);
  }

  @Test
  void whatWasDeletedComesBackAndTravelsAsAnyNewFile() throws Exception {
    two.userA.makeDirectory("d");
    two.userB.makeDirectory("d");
    two.both("d/x", "precious");
    live(run -> {
      two.userA.deleteAll("d");
      run.pass(2_000);
      assertEquals(Seen.ABSENT, two.userB.look("d/x"));
      VersionRow row = newest(run.engine, "d");
      assertEquals(Side.B, row.side());
      assertInstanceOf(Outcome.Done.class, restore(run.engine, row, "d/x"));
      assertArrayEquals(bytes("precious"), two.userB.read("d/x"));
      assertInstanceOf(EngineState.Live.class, run.engine.state());
      run.pass(2_000);
      assertArrayEquals(bytes("precious"), two.userA.read("d/x"), "it went its way");
      assertEquals(List.of(), run.waiting());
      two.userA.delete("d/x");
      run.pass(2_000);
      assertEquals(Seen.ABSENT, two.userB.look("d/x"), "and is a file like any other");
    });
  }

  @Test
  void nothingThatStandsThereOnEitherSideIsReplaced() throws Exception {
    live(run -> {
      two.userA.write("same", bytes("edited"));
      run.pass(1_000);
      VersionRow row = newest(run.engine, "same");
      Outcome taken = restore(run.engine, row, "same");
      assertTrue(taken.toString().contains("is there on"), taken::toString);
      assertArrayEquals(bytes("edited"), two.userB.read("same"));
      run.machine.pause(true, BY);
      two.userA.write("only-a", bytes("new on A"));
      assertInstanceOf(Outcome.Kept.class, restore(run.engine, row, "only-a"));
      assertEquals(Seen.ABSENT, two.userB.look("only-a"));
      run.machine.pause(false, BY);
      assertInstanceOf(Outcome.Kept.class, restore(run.engine, row, "other/in-a-file"));
      assertInstanceOf(Outcome.Done.class, restore(run.engine, row, "same.old"));
      run.pass(2_000);
      assertArrayEquals(bytes("equal on both"), two.userA.read("same.old"));
      assertArrayEquals(bytes("edited"), two.userA.read("same"));
    });
  }

  @Test
  void whatComesThereMeanwhileStays() throws Exception {
    live(run -> {
      two.userA.delete("same");
      run.pass(1_000);
      VersionRow row = newest(run.engine, "same");
      two.hook =
          (host, point) -> {
            if (point.equals("commit:step")) {
              two.hook = Hook.NONE;
              write("same", "by somebody");
            }
          };
      assertInstanceOf(Outcome.Kept.class, restore(run.engine, row, "same"));
      assertArrayEquals(bytes("by somebody"), two.userB.read("same"));
      run.pass(2_000);
      assertArrayEquals(bytes("by somebody"), two.userA.read("same"));
      assertEquals(List.of(), staged(), "nothing is left of it");
    });
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** The engine dies while it puts B's old content of "same" back to this name. */
  private VersionRow killed(String at, String to) throws Exception {
    var kept = new ArrayList<VersionRow>();
    live(run -> {
      two.userA.delete("same");
      run.pass(1_000);
      kept.add(newest(run.engine, "same"));
      two.hook =
          (host, point) -> {
            if (point.equals(at)) {
              throw new Killed();
            }
          };
      assertThrows(Killed.class, () -> restore(run.engine, kept.getFirst(), to));
      two.hook = Hook.NONE;
    });
    return kept.getFirst();
  }

  @Test
  void whatIsCutShortBeforeItStandsLeavesNothingAndMayBeDoneAgain() throws Exception {
    for (String at : List.of("restore", "commit", "commit:step")) {
      two.both("same", "equal on both");
      VersionRow row = killed(at, "back");
      live(run -> {
        run.pass(2_000);
        assertEquals(Seen.ABSENT, two.userB.look("back"), at);
        assertEquals(List.of(), staged(), at);
        assertInstanceOf(Outcome.Done.class, restore(run.engine, row, "back"), at);
        run.pass(2_000);
        assertArrayEquals(bytes("equal on both"), two.userA.read("back"), at);
        two.userA.delete("back");
        run.pass(2_000);
      });
    }
  }

  @Test
  void whatStoodBeforeItWasCutShortIsAnyNewFile() throws Exception {
    killed("commit:answer", "back");
    live(run -> {
      run.pass(2_000);
      assertEquals(List.of(), staged());
      assertArrayEquals(bytes("equal on both"), two.userB.read("back"));
      assertEquals(List.of("back NEW B_TO_A"), run.waiting(), "for the review at the start");
    });
  }

  /** What lies in B's temp dirs. */
  private List<String> staged() throws Errno {
    MemoryUser admin = two.b.user(Account.ROOT, "/srv/tmp");
    var all = new ArrayList<String>();
    for (Bytes own : admin.names("")) {
      if (!own.toString().endsWith("versions")) {
        admin.names(own.toString()).forEach(name -> all.add(name.toString()));
      }
    }
    return all.stream().filter(name -> name.startsWith("s-")).toList();
  }

  private void write(String name, String text) {
    try {
      two.userB.write(name, bytes(text));
    } catch (Errno e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void withoutLiveModeItWaitsForTheNextCompare() throws Exception {
    two.sync(state);
    two.userA.delete("same");
    two.engine(
        state,
        engine -> {
          var deletes =
              new CompareRequest(true, DeletePolicy.PROPAGATE, Column.AT_START, Cause.REQUEST, BY);
          TwoMachines.approveAll(engine, engine.compare(deletes));
          VersionRow row = newest(engine, "same");
          assertInstanceOf(Outcome.Done.class, restore(engine, row, "same"));
          return engine;
        });
    two.engine(
        state,
        engine -> {
          var plan = engine.compare(TwoMachines.request(true));
          assertEquals(1, plan.counts().rows());
          assertArrayEquals(bytes("equal on both"), two.userB.read("same"));
          assertEquals(Seen.ABSENT, two.userA.look("same"));
          return engine;
        });
  }

  @Test
  void aGuardThatStoppedItStopsAPlanOfBeforeToo() throws Exception {
    two.sync(state);
    Object old = two.b.disk().snapshot();
    two.userA.write("same", bytes("edited"));
    two.sync(state);
    two.userA.write("new", bytes("from A"));
    two.engine(
        state,
        engine -> {
          var plan = engine.compare(TwoMachines.request(false));
          assertEquals(List.of(), plan.halts());
          VersionRow row = newest(engine, "same");
          two.b.disk().restore(old);
          Outcome stopped = restore(engine, row, "same.old");
          assertTrue(stopped.toString().contains("a guard"), stopped::toString);
          var refused =
              assertThrows(SideException.class, () -> TwoMachines.approveAll(engine, plan));
          assertTrue(refused.toString().contains("Nothing was changed"), refused::toString);
          return engine;
        });
    assertEquals(Seen.ABSENT, two.userB.look("new"));
  }

  @Test
  void whatIsNotKeptAnyMoreOrLeftOutIsSaid() throws Exception {
    live(run -> {
      two.userA.delete("same");
      run.pass(1_000);
      VersionRow row = newest(run.engine, "same");
      assertNotNull(row);
      assertInstanceOf(
          Outcome.Failed.class, run.engine.restore(Side.A, row.name(), RelPath.of("same"), BY));
      run.engine.filter(FilterSet.of(List.of(Rule.exclude("*.bak"))));
      assertInstanceOf(Outcome.Kept.class, restore(run.engine, row, "same.bak"));
    });
  }
}
