package org.duplexsync.engine.planning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.duplexsync.engine.Rules;
import org.duplexsync.engine.TwoMachines;
import org.duplexsync.host.memory.Account;
import org.duplexsync.host.memory.MemoryUser;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.Selection;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an account can't do is named before anybody approves it. */
class HindrancesTest {
  private final TwoMachines two = new TwoMachines();
  private final MemoryUser rootA = two.a.user(Account.ROOT, "/srv/root");
  private final MemoryUser rootB = two.b.user(Account.ROOT, "/srv/root");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path state;

  @BeforeEach
  void agreed() throws Exception {
    two.rules = Rules.deleting();
    for (MemoryUser user : List.of(two.userA, two.userB)) {
      user.makeDirectory("ro");
      user.makeDirectory("ro/in");
      user.makeDirectory("rw");
    }
    for (String path : List.of("ro/edited", "ro/gone", "ro/moved", "ro/in/x", "set", "rw/f")) {
      two.both(path, "agreed: " + path);
    }
    two.sync(state);
    two.time.pass(Duration.ofSeconds(5));
  }

  private MemoryUser user(Side side) {
    return side == Side.A ? two.userA : two.userB;
  }

  private MemoryUser root(Side side) {
    return side == Side.A ? rootA : rootB;
  }

  private static void write(MemoryUser user, String path, String text) throws Exception {
    user.write(path, text.getBytes(UTF_8));
  }

  private Map<String, PlanItem> plan() throws Exception {
    two.time.pass(Duration.ofSeconds(5));
    return two.engine(
        state,
        engine -> {
          Map<String, PlanItem> items = new TreeMap<>();
          var plan = engine.compare(TwoMachines.request(true));
          for (PlanRow row : engine.rows(plan.id()).page(Selection.ALL, null, 5000)) {
            items.put(row.path().toString(), row.item());
          }
          return items;
        });
  }

  private static PlanItem at(Map<String, PlanItem> plan, String path) {
    return Objects.requireNonNull(plan.get(path));
  }

  private static List<String> lines(Map<String, PlanItem> plan) {
    List<String> lines = new ArrayList<>();
    plan.forEach((path, item) -> lines.add(path + " " + item.bucket() + " " + item.safe()));
    return lines;
  }

  @Test
  void howeverManyTheyAreEachIsJudgedAndPutIntoThePlan() throws Exception {
    root(Side.B).chown("ro", "root");
    for (int i = 0; i < 1_300; i++) {
      write(two.userA, "ro/%04d".formatted(i), "new");
      write(two.userA, "rw/%04d".formatted(i), "new");
    }
    List<String> lines = lines(plan());
    assertEquals(1_300, lines.stream().filter(line -> line.matches("ro/.* BLOCKED false")).count());
    assertEquals(1_300, lines.stream().filter(line -> line.matches("rw/.* NEW true")).count());
    assertEquals(2_600, lines.size());
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void nothingIsPlannedInADirectoryThatMayNotBeWrittenIn(Side target) throws Exception {
    MemoryUser source = user(target.other());
    root(target).chown("ro", "root");
    write(source, "ro/edited", "edited");
    source.delete("ro/gone");
    source.move("ro/moved", "ro/moved-on");
    write(source, "ro/new", "new");
    write(source, "ro/in/x", "deeper is another matter");
    Map<String, PlanItem> plan = plan();
    assertEquals(
        List.of(
            "ro/edited BLOCKED false",
            "ro/gone BLOCKED false",
            "ro/in/x OVERWRITE true",
            "ro/moved-on BLOCKED false",
            "ro/new BLOCKED false"),
        lines(plan));
    for (String path : List.of("ro/edited", "ro/gone", "ro/moved-on", "ro/new")) {
      String reason = at(plan, path).reason();
      assertTrue(
          reason.contains(
              "; on "
                  + target
                  + ": the directory ro belongs to root:web, mode 0755; web may not write in it."
                  + " Let web write in it (chgrp and chmod, or setfacl), or exclude it"),
          reason);
    }
    root(target).chown("ro", "web");
    assertEquals(
        List.of(
            "ro/edited OVERWRITE true",
            "ro/gone DELETE false",
            "ro/in/x OVERWRITE true",
            "ro/moved-on MOVE true",
            "ro/new NEW true"),
        lines(plan()),
        "mended");
    assertEquals(0, two.sync(state).failed());
    assertEquals(List.of(), lines(plan()));
  }

  @Test
  void whatIsMadeByTheSamePlanIsNoHindrance() throws Exception {
    two.userA.makeDirectory("new");
    two.userA.makeDirectory("new/deep");
    write(two.userA, "new/deep/f", "x");
    assertEquals(
        List.of("new NEW true", "new/deep NEW true", "new/deep/f NEW true"), lines(plan()));
    rootB.chown("ro", "root");
    two.userA.makeDirectory("ro/new");
    write(two.userA, "ro/new/f", "x");
    Map<String, PlanItem> plan = plan();
    assertEquals("ro/new BLOCKED false", lines(plan).get(3));
    assertEquals(
        "SKIP", at(plan, "ro/new/f").proposal().toString(), "nothing goes into what is not made");
  }

  @Test
  void modeAndTimeAreOnlySetByTheOwner() throws Exception {
    rootB.chown("set", "root");
    two.userA.chmod("set", 0600);
    String reason = at(plan(), "set").reason();
    assertEquals(List.of("set BLOCKED false"), lines(plan()));
    assertTrue(
        reason.contains("on B: set belongs to root:web, mode 0644; only its owner may set"),
        reason);
  }

  @Test
  void contentIsReplacedWhoeverOwnsIt() throws Exception {
    rootB.chown("rw/f", "root");
    write(two.userA, "rw/f", "edited");
    two.userA.chmod("rw/f", 0600);
    assertEquals(List.of("rw/f OVERWRITE true"), lines(plan()));
    assertEquals(0, two.sync(state).failed());
  }

  @Test
  void aFileThatMayNotBeReadIsNamed() throws Exception {
    write(rootA, "secret", "x");
    rootA.chmod("secret", 0600);
    write(two.userA, "shut", "x");
    two.userA.chmod("shut", 0);
    Map<String, PlanItem> plan = plan();
    assertEquals(List.of("secret BLOCKED false", "shut BLOCKED false"), lines(plan));
    assertTrue(
        at(plan, "secret")
            .reason()
            .contains("on A: secret belongs to root:root, mode 0600; web may not read it"),
        at(plan, "secret").reason());
    rootA.chmod("secret", 0644);
    two.userA.chmod("shut", 0600);
    assertEquals(List.of("secret NEW true", "shut NEW true"), lines(plan()));
  }

  @Test
  void aDirectoryIsMovedToAnotherParentOnlyByWhoMayWriteInIt() throws Exception {
    rootB.chown("ro/in", "root");
    two.userA.move("ro/in", "rw/in");
    Map<String, PlanItem> plan = plan();
    assertEquals("rw/in BLOCKED false", lines(plan).getLast());
    rootB.chown("ro/in", "web");
    assertFalse(lines(plan()).toString().contains("BLOCKED"));
  }

  @Test
  void aConflictKeepsWhatCanBeDecided() throws Exception {
    write(two.userB, "ro/edited", "by B");
    two.time.pass(Duration.ofSeconds(5));
    write(two.userA, "ro/edited", "by A, later");
    rootB.chown("ro", "root");
    PlanItem item = at(plan(), "ro/edited");
    assertEquals(
        "CONFLICT SKIP [B_TO_A, SKIP]",
        item.bucket() + " " + item.proposal() + " " + new java.util.TreeSet<>(item.choices()));
    assertTrue(item.reason().contains("the directory ro belongs to root"), item.reason());
  }

  @Test
  void whatIsBlockedKeepsItsDirectory() throws Exception {
    rootB.chown("ro/in", "root");
    two.userA.deleteAll("ro/in");
    Map<String, PlanItem> plan = plan();
    assertEquals("ro/in/x BLOCKED false", lines(plan).getLast());
    assertTrue(at(plan, "ro/in").reason().contains("kept, because of ro/in/x"), lines(plan) + "");
  }

  @Test
  void oneQuestionToEachSideIsForAThousandRows() throws Exception {
    for (int i = 0; i < 2_500; i++) {
      write(two.userA, "rw/n" + i, "x");
    }
    int before = two.a.questions() + two.b.questions();
    assertEquals(2_500, plan().size());
    assertEquals(6, two.a.questions() + two.b.questions() - before);
  }
}
