package org.duplexsync.app;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.JobControl;
import org.duplexsync.control.socket.RemoteJob;
import org.duplexsync.control.socket.SocketPlace;
import org.duplexsync.engine.pair.Waiting;
import org.duplexsync.job.JobFile;
import org.duplexsync.job.JobFileException;
import org.duplexsync.ui.Headless;

/**
 * Starts {@code duplex run} in a session of its own, so that it outlives this process and its
 * terminal. What it says goes to a file in the state directory.
 */
final class DetachedRun implements Headless {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration STEP = Duration.ofMillis(100);
  private static final int SAID = 600;

  private final List<String> program;

  /**
   * @param program what runs Duplex, without a command
   */
  DetachedRun(List<String> program) {
    this.program = List.copyOf(program);
  }

  /** This program by this JVM, with the options that this process was given. */
  static DetachedRun ofThisProgram() {
    return ofThisProgram(System.getProperty("java.class.path"));
  }

  static DetachedRun ofThisProgram(String classPath) {
    List<String> words = new ArrayList<>();
    Path session = Path.of("/usr/bin/setsid");
    if (Files.isExecutable(session)) {
      words.add(session.toString());
    }
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.startsWith("-XX:ArchiveClassesAtExit"))
        .filter(option -> !option.startsWith("-agentlib"))
        .forEach(words::add);
    words.addAll(List.of("-cp", classPath, Main.class.getName()));
    return new DetachedRun(words);
  }

  @Override
  public void goOn(Path jobFile, Path state) throws ControlException {
    String name = name(jobFile);
    Path said = state.resolve(name + ".run.out");
    try {
      Process started = start(jobFile.toAbsolutePath(), state.toAbsolutePath(), said);
      await(started, new SocketPlace(state, name), name, said);
    } catch (IOException e) {
      throw new ControlException("It could not be started: " + e.getMessage(), e);
    }
  }

  private static String name(Path jobFile) throws ControlException {
    try {
      return JobFile.read(jobFile).job().name();
    } catch (JobFileException e) {
      throw new ControlException("The job file can't be read any more: " + jobFile, e);
    }
  }

  private Process start(Path jobFile, Path state, Path said) throws IOException {
    List<String> words = new ArrayList<>(program);
    words.addAll(List.of("run", jobFile.toString(), "--state", state.toString()));
    return new ProcessBuilder(words)
        .redirectInput(Path.of("/dev/null").toFile())
        .redirectErrorStream(true)
        .redirectOutput(said.toFile())
        .start();
  }

  private static void await(Process started, SocketPlace place, String name, Path said)
      throws ControlException, IOException {
    for (long i = 0; i < PATIENCE.dividedBy(STEP); i++) {
      if (answers(place, name)) {
        return;
      }
      if (!started.isAlive()) {
        throw new ControlException("It ended at once: " + end(said));
      }
      Waiting.REAL.pass(STEP);
    }
    started.destroy();
    throw new ControlException(
        "It did not answer within " + PATIENCE.toSeconds() + " s: " + end(said));
  }

  private static boolean answers(SocketPlace place, String name) throws ControlException {
    Optional<JobControl> running = RemoteJob.attach(place, name, InstantSource.system());
    running.ifPresent(JobControl::close);
    return running.isPresent();
  }

  private static String end(Path said) throws IOException {
    String all = Files.readString(said, StandardCharsets.UTF_8).strip();
    return all.length() > SAID ? "..." + all.substring(all.length() - SAID) : all;
  }
}
