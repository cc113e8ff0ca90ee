package org.duplexsync.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.duplexsync.Await;

/** The helper's child that holds the inotify descriptor, as /proc shows it. */
record WatchChild(ProcessHandle process, Path inotify) {
  /** The one that runs below this program. */
  static WatchChild only() throws IOException {
    List<WatchChild> all = new ArrayList<>();
    for (ProcessHandle process : ProcessHandle.current().descendants().toList()) {
      inotify(process).forEach(file -> all.add(new WatchChild(process, file)));
    }
    assertEquals(1, all.size(), all.toString());
    return all.getFirst();
  }

  /** The child of the only helper, which has no other one. */
  static ProcessHandle thatPolls() throws Exception {
    Await.until(() -> "one child polls, not " + ofHelpers(), () -> ofHelpers().size() == 1);
    return ofHelpers().getFirst();
  }

  /** Other tests' programs, such as a lab that stays up, have children too. */
  private static List<ProcessHandle> ofHelpers() {
    return ProcessHandle.current()
        .children()
        .filter(process -> process.info().command().orElse("").endsWith("/perl"))
        .flatMap(ProcessHandle::children)
        .toList();
  }

  private static List<Path> inotify(ProcessHandle process) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> open = Files.list(proc(process).resolve("fd"))) {
      for (Path fd : open.toList()) {
        if (Files.readSymbolicLink(fd).toString().equals("anon_inode:inotify")) {
          found.add(proc(process).resolve("fdinfo/" + fd.getFileName()));
        }
      }
    } catch (NoSuchFileException e) {
      // a process that has just ended, or a file that it has just closed
      return List.of();
    }
    return found;
  }

  private static Path proc(ProcessHandle process) {
    return Path.of("/proc/" + process.pid());
  }

  long watches() throws IOException {
    try (Stream<String> lines = Files.lines(inotify)) {
      return lines.filter(line -> line.startsWith("inotify wd:")).count();
    }
  }

  void awaitWatches(long count) throws Exception {
    Await.until(count + " watches are set", () -> watches() == count);
  }

  /** A line of a file such as {@code status} that starts with a word, without it. */
  private String line(String file, String word) throws IOException {
    try (Stream<String> lines = Files.lines(proc(process).resolve(file))) {
      return lines.filter(line -> line.startsWith(word)).findFirst().orElseThrow();
    }
  }

  /** How often it was put to sleep and woken. */
  String switches() throws IOException {
    return line("status", "voluntary_ctxt_switches");
  }

  /** What it does not share with the helper. */
  long privateKilobytes() throws IOException {
    return Long.parseLong(line("smaps_rollup", "Private_Dirty").replaceAll("\\D", ""));
  }

  void stop() throws Exception {
    signal("STOP");
    Await.until("it stopped", () -> line("status", "State").contains("stopped"));
  }

  void proceed() throws Exception {
    signal("CONT");
  }

  private void signal(String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }
}
