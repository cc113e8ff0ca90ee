package org.duplexsync.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import org.duplexsync.host.memory.Errno;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A pair in memory that agrees on some files and goes live. */
abstract class LiveStories {
  final TwoMachines two = new TwoMachines();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path state;

  interface Story {
    void tell(LiveRun live) throws Exception;
  }

  final void live(Story story) throws Exception {
    two.engine(
        state,
        engine -> {
          var run = new LiveRun(two, engine);
          run.pass(3_000);
          story.tell(run);
          return run;
        });
  }

  @BeforeEach
  final void someFiles() throws Errno {
    two.both("same", "equal on both");
    two.both("other", "also equal");
    for (int i = 0; i < 30; i++) {
      two.both("file-" + i, "number " + i);
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
