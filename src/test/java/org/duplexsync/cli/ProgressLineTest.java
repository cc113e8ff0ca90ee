package org.duplexsync.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.duplexsync.control.PairInfo;
import org.duplexsync.model.CommitProgress;
import org.duplexsync.model.EngineState;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private static final Instant AT = Instant.parse("2026-11-22T16:15:00Z");

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
  private final ProgressLine line =
      new ProgressLine(
          new PairInfo("images", "a@x:/a", "b@y:/b", "x", "y"),
          Terminal.plain(InputStream.nullInputStream(), stream, stream));

  @Test
  void aPipeIsToldOfEachKindOfStateOnce() {
    line.accept(new EngineState.Connecting(null, AT));
    line.accept(EngineState.Comparing.begun(AT));
    line.accept(new EngineState.Comparing(5, 6, 1, null, AT));
    line.accept(new EngineState.Reading(0, 1_200, AT));
    line.accept(new EngineState.Reading(500, 1_200, AT));
    line.accept(new EngineState.Committing(new CommitProgress(0, 1, 0, 10, 0), AT));
    line.accept(new EngineState.InSync(6, AT));
    assertEquals(
        List.of(
            "images: connecting to x and y",
            "images: comparing",
            "images: reading 1,200 files that were only taken for equal",
            "images: committing 1 change"),
        said.toString(StandardCharsets.UTF_8).lines().toList());
  }
}
