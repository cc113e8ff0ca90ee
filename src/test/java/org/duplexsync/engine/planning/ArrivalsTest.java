package org.duplexsync.engine.planning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.duplexsync.engine.Rules;
import org.duplexsync.engine.TwoMachines;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.Selection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrivalsTest {
  private final TwoMachines two = new TwoMachines();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path state;

  @BeforeEach
  void agreed() throws Exception {
    two.both("x", "agreed");
    two.sync(state);
    two.time.pass(Duration.ofSeconds(5));
  }

  private PlanItem item(String path) throws Exception {
    two.time.pass(Duration.ofSeconds(5));
    return two.engine(
        state,
        engine ->
            engine
                .rows(engine.compare(TwoMachines.request(true)).id())
                .page(Selection.ALL, null, 100)
                .stream()
                .map(PlanRow::item)
                .filter(item -> item.path().toString().equals(path))
                .findFirst()
                .orElseThrow());
  }

  private void assertSaid(String path, String words) throws Exception {
    String reason = item(path).reason();
    assertTrue(reason.endsWith(words), reason);
  }

  @Test
  void bitsThatAreNotCarriedOverAreSaid() throws Exception {
    two.userA.write("u", "1".getBytes(UTF_8));
    two.userA.chmod("u", 04755);
    two.userB.write("g", "1".getBytes(UTF_8));
    two.userB.chmod("g", 06755);
    two.userA.makeDirectory("d");
    two.userA.chmod("d", 02775);
    two.userA.chmod("x", 04755);
    assertSaid("u", "; on B it gets no setuid, for the job's setIds is off");
    assertSaid("g", "; on A it gets no setuid and setgid, for the job's setIds is off");
    assertSaid(
        "d",
        "; on B it gets no setgid, for the job's setIds is off (but what its directory hands on)");
    assertSaid("x", "; on B it gets no setuid, for the job's setIds is off");
  }

  @Test
  void bitsThatWouldFallAwayAreSaid() throws Exception {
    two.userA.write("y", "by A".getBytes(UTF_8));
    two.userA.chmod("y", 04755);
    two.time.pass(Duration.ofSeconds(5));
    two.userB.write("y", "by B, later".getBytes(UTF_8));
    assertSaid("y", "; on A it loses its setuid");
  }

  @Test
  void hardLinksAreSaid() throws Exception {
    two.userA.write("one", "1".getBytes(UTF_8));
    two.userA.link("one", "two");
    assertSaid("one", "; on A one of 2 hard links; copied as a file of its own");
    assertSaid("two", "; on A one of 2 hard links; copied as a file of its own");
    two.sync(state);
    two.time.pass(Duration.ofSeconds(5));
    two.userB.write("one", "edited on B".getBytes(UTF_8));
    String reason = item("one").reason();
    assertEquals(-1, reason.indexOf("on B one of"), "it is alone there");
    assertTrue(
        reason.endsWith(
            "; on A it is one of 2 hard links: the others stay, and its kept version changes if one"
                + " of them is written to"),
        reason);
  }

  @Test
  void soAreThoseOfWhatIsToGo() throws Exception {
    two.userA.write("one", "1".getBytes(UTF_8));
    two.userA.link("one", "two");
    two.sync(state);
    two.time.pass(Duration.ofSeconds(5));
    two.userB.delete("one");
    assertEquals(-1, item("one").reason().indexOf("on A it is one of"), "it is copied back");
    two.rules = Rules.deleting();
    assertSaid("one", "and its kept version changes if one of them is written to");
  }
}
