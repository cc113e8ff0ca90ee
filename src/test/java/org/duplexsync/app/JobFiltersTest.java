package org.duplexsync.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.JobControl;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.Questions;
import org.duplexsync.filter.FilterSet;
import org.duplexsync.job.JobFile;
import org.duplexsync.model.RelPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobFiltersTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path dir;

  private Path job(String more) throws Exception {
    String text =
        """
        {
          "name": "web",
          "hosts": {"here": {"local": true}},
          "pairs": [
            { "name": "one",   "a": { "host": "here", "root": "%1$s/a" },
              "b": { "host": "here", "root": "%1$s/b", "tempDir": "%1$s/tmp-b" }%2$s
            }
          ]
        }
        """
            .formatted(dir, more);
    return Files.writeString(dir.resolve("web.duplex.json"), text);
  }

  private FilterSet exclude(Path file, String... paths) throws Exception {
    try (JobControl job =
        new Jobs(java.time.InstantSource.system(), false)
            .open(file, dir.resolve("state"), Questions.NOBODY)) {
      PairControl pair = job.pairs().getFirst();
      for (String path : paths) {
        pair.exclude(RelPath.of(path), "operator:test");
      }
    }
    return JobFile.read(file).job().pairs().getFirst().rules();
  }

  @Test
  void aRuleIsAddedAndTheRestOfTheFileStaysAsItWasWritten() throws Exception {
    Path file = job(", \"exclude\": [\"*.swp\"]");
    FilterSet rules = exclude(file, "cache/[tmp]", "b\"c");
    assertTrue(rules.excludes(RelPath.of("cache/[tmp]/x"), false));
    assertTrue(rules.excludes(RelPath.of("b\"c"), false));
    assertTrue(Files.readString(file).contains("{ \"name\": \"one\",   \"a\": {"));
  }

  @Test
  void itComesBeforeRulesThatWouldKeepIt() throws Exception {
    Path file = job(", \"include\": [\"*.png\"]");
    assertTrue(exclude(file, "logo.png").excludes(RelPath.of("logo.png"), false));
    assertEquals(List.of("- /logo.png"), JobFile.read(file).job().pairs().getFirst().filter());
  }

  @Test
  void aFileThatIsBrokenByThenIsLeftAlone() throws Exception {
    Path file = job("");
    try (JobControl job =
        new Jobs(java.time.InstantSource.system(), false)
            .open(file, dir.resolve("state"), Questions.NOBODY)) {
      Files.writeString(file, "{ half");
      assertThrows(
          ControlException.class,
          () -> job.pairs().getFirst().exclude(RelPath.of("x"), "operator:test"));
    }
    assertEquals("{ half", Files.readString(file));
  }
}
