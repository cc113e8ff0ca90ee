package org.duplexsync.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.duplexsync.Await;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.JobControl;
import org.duplexsync.control.Questions;
import org.duplexsync.model.EngineState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetachedRunTest {
  @TempDir Path directory;

  private DetachedRun program(String script) throws IOException {
    Path program = directory.resolve("program");
    Files.writeString(program, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return new DetachedRun(List.of(program.toString()));
  }

  @Test
  void oneThatEndsAtOnceIsToldWithItsWords() throws IOException {
    LocalJob job = LocalJob.in(directory, "", "");
    Files.createDirectories(job.state());
    DetachedRun run = program("echo \"no such thing: $1 $2\" >&2; exit 3\n");
    ControlException why =
        assertThrows(ControlException.class, () -> run.goOn(job.file(), job.state()));
    assertEquals("It ended at once: no such thing: run " + job.file(), why.getMessage());
  }

  @Test
  void isThereWhenItAnswers() throws Exception {
    LocalJob job = LocalJob.in(directory, "", "");
    Path started = directory.resolve("started");
    DetachedRun run = program("echo $$ > '" + started + "'; exec sleep 60\n");
    try (JobControl _ =
        new Jobs(InstantSource.system(), true).open(job.file(), job.state(), Questions.NOBODY)) {
      run.goOn(job.file(), job.state());
    }
    Await.until("it starts", () -> Files.exists(started) && !Files.readString(started).isBlank());
    ProcessHandle left =
        ProcessHandle.of(Long.parseLong(Files.readString(started).strip())).orElseThrow();
    assertTrue(left.isAlive());
    left.destroy();
  }

  @Test
  void theProgramItselfGoesOnWithTheJob() throws Exception {
    LocalJob job = LocalJob.in(directory, "", "");
    try (JobControl first =
        new Jobs(InstantSource.system(), true).open(job.file(), job.state(), Questions.NOBODY)) {
      assertFalse(first.attached());
    }
    DetachedRun.ofThisProgram(LocalJob.classPath()).goOn(job.file(), job.state());
    try (JobControl running =
        new Jobs(InstantSource.system(), true).open(job.file(), job.state(), Questions.NOBODY)) {
      assertTrue(running.attached());
      // what is there when it compares for the first time waits for the review at start
      Await.until(
          "it is live",
          () ->
              running.pairs().getFirst().state() instanceof EngineState.Live live
                  && live.status().quiet());
      Files.writeString(job.a("news"), "from A\n");
      Await.until("it travels", () -> Files.exists(job.b("news")));
    } finally {
      engine(job).ifPresent(ProcessHandle::destroy);
    }
    engine(job).ifPresent(ended -> ended.onExit().orTimeout(20, TimeUnit.SECONDS).join());
  }

  /** The process that runs the job. */
  private static Optional<ProcessHandle> engine(LocalJob job) {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(job.file().toString()))
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .findFirst();
  }
}
