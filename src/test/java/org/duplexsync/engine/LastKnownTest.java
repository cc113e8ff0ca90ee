package org.duplexsync.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastKnownTest {
  private final TwoMachines two = new TwoMachines();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path state;

  private static List<String> names(PairEngine engine, String directory) {
    RelPath path = directory.isEmpty() ? RelPath.ROOT : RelPath.of(directory);
    return engine.known(path).stream().map(known -> known.path().toString()).toList();
  }

  @Test
  void bothTreesAreThereAsTheyWereComparedThoughNothingIsReached() throws Exception {
    two.userA.makeDirectory("a");
    two.userB.makeDirectory("a");
    two.userA.makeDirectory("a/deep");
    two.userB.makeDirectory("a/deep");
    two.both("a/deep/x", "equal");
    two.both("a.txt", "between a and a/x");
    two.both("a/y", "equal");
    two.both("z", "equal");
    two.sync(state);
    two.userA.write("a/new", "only on A".getBytes(UTF_8));
    two.engine(
        state,
        engine -> {
          engine.compare(TwoMachines.request(true));
          return engine;
        });
    two.engine(
        state,
        engine -> {
          assertEquals(List.of("a", "a.txt", "z"), names(engine, ""));
          assertEquals(List.of("a/deep", "a/new", "a/y"), names(engine, "a"));
          assertEquals(List.of("a/deep/x"), names(engine, "a/deep"));
          assertEquals(List.of(), names(engine, "z"));
          Aligned fresh = engine.known(RelPath.of("a")).get(1);
          assertTrue(fresh.a() instanceof Seen.Present && fresh.b() instanceof Seen.Absent);
          return engine;
        });
  }
}
