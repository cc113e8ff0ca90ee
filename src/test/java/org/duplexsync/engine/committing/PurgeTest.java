package org.duplexsync.engine.committing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.duplexsync.engine.LiveRun;
import org.duplexsync.engine.TwoMachines;
import org.duplexsync.engine.pair.Cancel;
import org.duplexsync.engine.pair.Leases;
import org.duplexsync.engine.pair.Link;
import org.duplexsync.engine.pair.Together;
import org.duplexsync.host.memory.Account;
import org.duplexsync.host.memory.Errno;
import org.duplexsync.host.memory.MemoryUser;
import org.duplexsync.model.Action;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Intent;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.VersionRow;
import org.duplexsync.store.Store;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PurgeTest {
  private static final Duration MONTH = Duration.ofDays(30);
  private final TwoMachines two = new TwoMachines();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path state;

  /** What x and y were on B is kept there. */
  @BeforeEach
  void twoVersions() throws Exception {
    two.both("x", "agreed x");
    two.both("y", "agreed y");
    two.sync(state);
    two.userA.write("x", "edited x, longer".getBytes(UTF_8));
    two.userA.write("y", "edited y, longer".getBytes(UTF_8));
    two.sync(state);
  }

  /** The versions that lie on B. */
  private List<String> lying() throws Errno {
    MemoryUser admin = two.b.user(Account.ROOT, "/srv/tmp");
    var all = new ArrayList<String>();
    for (Bytes own : admin.names("")) {
      if (own.toString().endsWith("versions")) {
        for (Bytes run : admin.names(own.toString())) {
          if (run.toString().startsWith(".")) {
            continue;
          }
          for (Bytes name : admin.names(own + "/" + run)) {
            all.add(new String(admin.read(own + "/" + run + "/" + name), UTF_8));
          }
        }
      }
    }
    return all.stream().sorted().toList();
  }

  private List<VersionRow> stored(String path) {
    try (Store store = Store.open(state, "job", two.time)) {
      return store.versions("p").ofPath(RelPath.of(path));
    }
  }

  @Test
  void theyStayForTheirTimeAndGoWithTheNextRun() throws Exception {
    assertEquals(List.of("agreed x", "agreed y"), lying());
    two.time.pass(MONTH.minusHours(1));
    two.compare(state);
    assertEquals(List.of("agreed x", "agreed y"), lying());
    two.time.pass(Duration.ofHours(2));
    two.engine(state, engine -> engine.compare(TwoMachines.request(false)));
    assertEquals(List.of("agreed x", "agreed y"), lying(), "a plain compare writes nothing");
    two.compare(state);
    assertEquals(List.of(), lying());
    assertEquals(List.of(), stored("x"));
  }

  @Test
  void oneThatSomethingWroteIntoInTheMeantimeStaysAndIsAConflict() throws Exception {
    two.time.pass(Duration.ofMinutes(2));
    two.compare(state);
    VersionRow x = stored("x").getFirst();
    MemoryUser admin = two.b.user(Account.ROOT, "/srv/tmp");
    String at = versionsDir(admin) + "/" + x.name();
    admin.write(at, "agreed x and much more".getBytes(UTF_8));
    two.time.pass(MONTH);
    two.compare(state);
    assertEquals(List.of("agreed x and much more"), lying());
    assertEquals(VersionRow.State.GREW, stored("x").getFirst().state());
    assertEquals(List.of("x CONFLICT SKIP"), two.reasons(state, two.compare(state)));
    two.time.pass(MONTH);
    two.compare(state);
    assertEquals(List.of("agreed x and much more"), lying(), "nobody has decided yet");
  }

  private static String versionsDir(MemoryUser admin) throws Errno {
    return admin.names("").stream()
        .map(Bytes::toString)
        .filter(name -> name.endsWith("versions"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatWasDecidedAboutGoesWhenItsTimeHasCome() throws Exception {
    try (var program = two.userB.open("x")) {
      two.userA.write("x", "edited again, and longer".getBytes(UTF_8));
      two.sync(state);
      program.append(" and on".getBytes(UTF_8));
    }
    two.time.pass(Duration.ofMinutes(2));
    two.engine(
        state,
        engine -> {
          var plan = engine.compare(TwoMachines.request(true));
          engine.review(plan.id()).decide(RelPath.of("x"), Choice.A_TO_B, "operator:test");
          return TwoMachines.approveAll(engine, plan);
        });
    assertTrue(lying().contains("edited x, longer and on"), lying().toString());
    two.time.pass(MONTH.plusHours(1));
    two.compare(state);
    assertEquals(List.of(), lying());
  }

  /** Purges with a store in which nothing is settled before. */
  private long purge(Intent... open) throws Exception {
    try (Store store = Store.open(state, "job", two.time);
        Link link = Link.open(two.spec(), two::connect, Together.IN_TURN, new Cancel())) {
      if (open.length > 0) {
        store.intents("p").open(1, 0, List.of(open));
      }
      Leases leases = Leases.take(two.spec(), link, "test");
      var purge = new Purge(new Committing(two.spec(), link, leases, two.surroundings()), store);
      purge.run(100);
      return purge.gone();
    }
  }

  @Test
  void whatAnOpenIntentNamesStays() throws Exception {
    VersionRow x = stored("x").getFirst();
    var action = new Action.Delete(RelPath.of("x"), x.side(), x.entry());
    two.time.pass(MONTH.plusHours(1));
    assertEquals(1, purge(Intent.planned(0, action, "s-1", x.name())));
    assertEquals(List.of("agreed x"), lying());
  }

  @Test
  void aWrongClockOfOursAloneRemovesNothing() throws Exception {
    two.time.pass(MONTH.plusHours(1));
    two.b.skew(Duration.ofDays(-2));
    assertEquals(0, purge());
    assertEquals(List.of("agreed x", "agreed y"), lying());
    two.b.skew(Duration.ZERO);
    two.time.pass(Duration.ofHours(2));
    assertEquals(2, purge());
  }

  @Test
  void whileThePairIsLiveTheyGoNowAndThen() throws Exception {
    two.engine(
        state,
        engine -> {
          var run = new LiveRun(two, engine);
          run.pass(3_000);
          assertEquals(2, engine.versions());
          two.time.pass(MONTH.minusHours(1));
          run.pass(3_000);
          assertEquals(List.of("agreed x", "agreed y"), lying());
          two.time.pass(Duration.ofHours(2));
          run.pass(60_000);
          assertEquals(List.of(), lying());
          assertEquals(0, engine.versions());
          assertTrue(
              run.status()
                  .notes()
                  .contains("2 old versions were removed, for their time was over."),
              run.status().notes().toString());
          return run;
        });
  }
}
