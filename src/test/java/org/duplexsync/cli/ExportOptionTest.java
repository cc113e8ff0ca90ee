package org.duplexsync.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.duplexsync.control.JobControl;
import org.duplexsync.control.PairControl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportOptionTest {
  private final FakePair pair = new FakePair();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path directory;

  /** Of a job of two pairs. */
  private int compare(String export) {
    JobControl job = pair.job();
    JobControl twice =
        new JobControl() {
          @Override
          public String name() {
            return job.name();
          }

          @Override
          public List<PairControl> pairs() {
            return List.of(pair, pair);
          }

          @Override
          public void close() {
            job.close();
          }
        };
    Terminal terminal =
        Terminal.plain(
            InputStream.nullInputStream(),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8));
    return new Cli((_, _, _) -> twice, terminal, Map.of("HOME", "/home/op"), List.of())
        .run("compare", "web.json", "--export", directory.resolve(export).toString());
  }

  private List<String> files() {
    String[] names = directory.toFile().list();
    return names == null ? List.of() : Stream.of(names).sorted().toList();
  }

  @Test
  void aNameThatSaysNoFormatIsRefusedForEachPair() {
    assertEquals(3, compare("plan"));
    String said = err.toString(UTF_8);
    assertEquals(2, said.split("let it end with .html", -1).length - 1, said);
    assertEquals(List.of(), files());
  }

  @Test
  void theSecondPairHasAFileOfItsOwn() {
    assertEquals(0, compare("plan.csv"));
    assertEquals(List.of("plan-images.csv", "plan.csv"), files());
  }
}
