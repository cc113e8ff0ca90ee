package org.duplexsync.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.duplexsync.engine.planning.CompareRequest;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.Cause;
import org.duplexsync.model.Column;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.RelPath;
import org.duplexsync.store.Store;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofTest {
  private final TwoMachines two = new TwoMachines();
  private long hashed;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path state;

  @BeforeEach
  void equalAndNotEqual() throws Exception {
    two.both("same", "equal on both");
    two.userA.write("liar", "abc".getBytes(UTF_8));
    two.userB.write("liar", "xyz".getBytes(UTF_8));
    Instant mtime = two.time.instant();
    two.userA.setTime("liar", mtime);
    two.userB.setTime("liar", mtime);
    two.time.pass(Duration.ofSeconds(3));
    two.hook = (host, point) -> hashed += point.startsWith("hash") ? 1 : 0;
  }

  private Agreed agreed(String path) {
    try (Store store = Store.open(state, "job", two.time)) {
      Agreed agreed = store.baseline("p").get(RelPath.of(path));
      assertNotNull(agreed);
      return agreed;
    }
  }

  @Test
  void whatWasTakenForEqualIsReadInTheSameRun() throws Exception {
    two.compare(state);
    assertEquals(Agreed.How.HASHED, agreed("same").how());
    assertNotNull(agreed("same").sha256());
    try (Store store = Store.open(state, "job", two.time)) {
      assertEquals(0, store.assumed("p").count());
    }
  }

  @Test
  void otherContentOfTheSameSizeAndTimeIsAConflictAtOnceAndStaysOne() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertEquals(List.of("liar CONFLICT SKIP"), two.reasons(state, two.compare(state)));
    }
    String reason =
        two.engine(
            state,
            engine -> {
              var plan = engine.compare(TwoMachines.request(true));
              return engine
                  .rows(plan.id())
                  .page(org.duplexsync.model.Selection.ALL, null, 10)
                  .getFirst()
                  .item()
                  .reason();
            });
    assertTrue(reason.contains("the contents differ"), reason);
  }

  @Test
  void whatWaitsIsReadOnlyOnce() throws Exception {
    two.compare(state);
    hashed = 0;
    two.compare(state);
    assertEquals(0, hashed, "its hashes are known");
    two.userB.write("liar", "123".getBytes(UTF_8));
    two.time.pass(Duration.ofSeconds(3));
    two.compare(state);
    assertTrue(hashed > 0);
  }

  @Test
  void anEditAfterItWasReadIsNoConflict() throws Exception {
    two.compare(state);
    two.userA.write("same", "edited, and longer".getBytes(UTF_8));
    two.time.pass(Duration.ofSeconds(3));
    assertTrue(two.reasons(state, two.compare(state)).contains("same OVERWRITE A_TO_B"));
  }

  @Test
  void allIsReadWhereThatIsAskedForHoweverLongItTakes() throws Exception {
    for (int i = 0; i < 1_200; i++) {
      two.both("file-" + i, "number " + i);
    }
    two.hook =
        (host, point) -> {
          if (point.equals("hash:answer")) {
            two.time.pass(Duration.ofSeconds(20));
          }
        };
    long left =
        two.engine(
            state,
            engine -> {
              engine.compare(TwoMachines.request(true));
              assertTrue(engine.assumed() > 0);
              var told = new ArrayList<EngineState.Reading>();
              long total = engine.assumed();
              Runnable stop =
                  engine.listen(now -> {
                    if (now instanceof EngineState.Reading reading) {
                      told.add(reading);
                    }
                  });
              engine.compare(
                  new CompareRequest(
                      CompareRequest.Remember.ALL_READ,
                      null,
                      Column.AT_START,
                      Cause.REQUEST,
                      "operator:test"));
              stop.run();
              assertTrue(told.size() > 1, told.toString());
              assertEquals(0, told.getFirst().files());
              assertTrue(told.stream().allMatch(now -> now.total() == total), told.toString());
              assertEquals(
                  told.stream().map(EngineState.Reading::files).sorted().toList(),
                  told.stream().map(EngineState.Reading::files).toList());
              assertTrue(told.getLast().files() > total / 2, told.toString());
              return engine.assumed();
            });
    assertEquals(0, left);
  }

  @Test
  void whatIsTooMuchForTheStartIsReadWhileThePairIsLive() throws Exception {
    for (int i = 0; i < 1_200; i++) {
      two.both("file-" + i, "number " + i);
    }
    two.hook =
        (host, point) -> {
          if (point.equals("hash:answer")) {
            two.time.pass(Duration.ofSeconds(2));
          }
        };
    two.engine(
        state,
        engine -> {
          var run = new LiveRun(two, engine);
          run.pass(6_000);
          long left = engine.assumed();
          assertTrue(left > 0 && left < 1_200, () -> left + " are left");
          assertTrue(
              run.status().notes().stream().anyMatch(note -> note.contains("being read")),
              run.status().notes().toString());
          run.pass(120_000);
          assertEquals(0, engine.assumed());
          assertTrue(run.status().notes().stream().noneMatch(note -> note.contains("being read")));
          return run;
        });
  }

  @Test
  void whileThePairIsLiveTheRestIsReadBeside() throws Exception {
    two.engine(
        state,
        engine -> {
          var run = new LiveRun(two, engine);
          run.pass(3_000);
          assertEquals(List.of("liar CONFLICT SKIP"), run.waiting());
          assertTrue(
              run.status().notes().stream().anyMatch(note -> note.startsWith("liar has the same")),
              run.status().notes().toString());
          return run;
        });
    assertEquals(Agreed.How.HASHED, agreed("same").how());
  }
}
