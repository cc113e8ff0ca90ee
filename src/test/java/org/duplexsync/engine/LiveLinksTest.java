package org.duplexsync.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.duplexsync.engine.pair.PairRules;
import org.duplexsync.filter.FilterSet;
import org.duplexsync.filter.Rule;
import org.duplexsync.model.Choice;
import org.duplexsync.model.LiveTrouble;
import org.duplexsync.model.PlanHeader;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.duplexsync.review.Approval;
import org.duplexsync.review.DeleteCheck;
import org.duplexsync.review.Review;
import org.junit.jupiter.api.Test;

/** A deployment's link where something of the release keeps failing. */
class LiveLinksTest extends LiveStories {
  private static final RelPath CURRENT = RelPath.of("current");
  private static final RelPath APP = RelPath.of("release/app");

  private LiveTrouble.Leads told(LiveRun run) {
    return run.status().troubles().stream()
        .filter(LiveTrouble.Leads.class::isInstance)
        .map(LiveTrouble.Leads.class::cast)
        .findFirst()
        .orElseThrow(() -> new AssertionError(run.status().toString()));
  }

  private interface Told {
    void tell(LiveRun run) throws Exception;
  }

  /** The file does not fit on B, and the link waits for it. */
  private void heldBack(Told story) throws Exception {
    two.userA.makeDirectory("release");
    two.userB.makeDirectory("release");
    two.both("release/readme", "there on both");
    live(run -> {
      two.b.disk().capacity(two.b.disk().used());
      two.userA.write("release/app", bytes("of the new release"));
      run.pass(2_000);
      two.userA.symlink("current", "release");
      run.pass(12_000);
      assertEquals(Seen.ABSENT, two.userB.look("current"));
      story.tell(run);
    });
  }

  private static List<String> waiting(LiveRun run) {
    return run.waiting().stream().map(line -> line.replaceAll(" .*", "")).toList();
  }

  @Test
  void isToldWithWhatItWaitsForAndGoesWithIt() throws Exception {
    heldBack(run -> {
      LiveTrouble.Leads first = told(run);
      assertEquals(CURRENT, first.path());
      assertEquals(Side.B, first.on());
      assertEquals(RelPath.of("release"), first.target());
      assertEquals(APP, first.failed());
      assertEquals(List.of("current", "release/app"), waiting(run));
      int events = run.events().size();
      Instant since = first.since();
      run.pass(45_000);
      assertEquals(since, told(run).since());
      assertTrue(run.events().size() <= events + 3, run.events()::toString);
      two.b.disk().capacity(Long.MAX_VALUE);
      run.pass(31_000);
      assertArrayEquals(bytes("of the new release"), two.userB.read("release/app"));
      assertInstanceOf(Seen.Present.class, two.userB.look("current"));
      assertEquals(List.of(), run.status().troubles());
      assertEquals(List.of(), run.waiting());
    });
  }

  @Test
  void whatFailsInTheSameBatchHoldsItBack() throws Exception {
    two.userA.makeDirectory("release");
    two.userB.makeDirectory("release");
    live(run -> {
      two.b.disk().capacity(two.b.disk().used());
      two.userA.write("release/app", bytes("of the new release"));
      two.userA.symlink("current", "release");
      run.pass(12_000);
      assertEquals(Seen.ABSENT, two.userB.look("current"));
      assertEquals(APP, told(run).failed());
    });
  }

  @Test
  void aCompareOfEverythingLetsItNotThrough() throws Exception {
    heldBack(run -> {
      run.pass(PairRules.DEFAULT.live().compareEvery().plusMinutes(1));
      assertEquals(Seen.ABSENT, two.userB.look("current"));
      assertEquals(APP, told(run).failed());
      two.b.disk().capacity(Long.MAX_VALUE);
      run.pass(31_000);
      assertInstanceOf(Seen.Present.class, two.userB.look("current"));
      assertEquals(List.of(), run.waiting());
    });
  }

  @Test
  void aPersonMayLetItThrough() throws Exception {
    heldBack(run -> {
      PlanHeader plan = Objects.requireNonNull(run.engine.plan());
      Review review = run.engine.review(plan.id());
      review.decide(CURRENT, Choice.A_TO_B, "operator:test");
      Approval approval = review.approve("operator:test", DeleteCheck.NONE);
      run.engine.commit(assertInstanceOf(Approval.Approved.class, approval).plan());
      run.pass(15_000);
      assertInstanceOf(Seen.Present.class, two.userB.look("current"));
      assertInstanceOf(LiveTrouble.Failed.class, run.status().troubles().getFirst());
      assertEquals(1, run.status().troubles().size());
    });
  }

  @Test
  void whoLeavesOutWhatFailsLetsItThrough() throws Exception {
    heldBack(run -> {
      run.engine.filter(FilterSet.of(List.of(Rule.exclude("/release/app"))));
      two.userA.delete("file-3");
      run.pass(15_000);
      assertInstanceOf(Seen.Present.class, two.userB.look("current"));
      assertEquals(List.of(), run.status().troubles());
      assertEquals(List.of(), run.waiting());
    });
  }
}
