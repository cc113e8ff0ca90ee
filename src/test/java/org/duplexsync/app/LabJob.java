package org.duplexsync.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.duplexsync.lab.Lab;
import org.duplexsync.model.Side;

/** A job over the lab's two image trees, run in this process or as a program of its own. */
record LabJob(Lab lab, Path directory, Path file) {
  static final String ROOT_A = "/home/webmgr/contents/images";
  static final String ROOT_B = "/home/imgcms/images";

  static LabJob images(Lab lab, Path directory) throws IOException {
    String text =
        """
        {"name": "web", "hosts": {"tgt-a": %s, "tgt-b": %s},
         "pairs": [{"name": "images",
          "a": {"host": "tgt-a", "user": "webmgr", "root": "%s", "tempDir": "/home/webmgr/tmpdir/imgcms"},
          "b": {"host": "tgt-b", "user": "imgcms", "root": "%s", "tempDir": "/home/imgcms/tmpdir"}}]}
        """
            .formatted(host(lab, Side.A), host(lab, Side.B), ROOT_A, ROOT_B);
    return new LabJob(
        lab, directory, Files.writeString(directory.resolve("web.duplex.json"), text));
  }

  static String host(Lab lab, Side side) {
    return "{\"address\": \"%s\", \"port\": %d, \"identityFile\": \"%s\", \"knownHosts\": \"%s\"}"
        .formatted(lab.address(side), lab.port(), lab.operatorKey(), lab.knownHosts());
  }

  private List<String> arguments(String command, String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(command, file.toString(), "--state", directory.resolve("state").toString()));
    arguments.addAll(Arrays.asList(options));
    return arguments;
  }

  DuplexRun run(String command, String... options) {
    return DuplexRun.of(arguments(command, options).toArray(String[]::new));
  }

  DuplexRun syncAll() {
    return run(
        "sync", "--approve", "all", "--yes", "--accept-guards", "--confirm-deletes", "1000000");
  }

  /** A program of its own, to be killed; what it says goes to {@code said} in the directory. */
  Process start(String command, String... options) throws IOException {
    return LocalJob.program(directory.resolve("said"), arguments(command, options)).start();
  }

  String said() throws IOException {
    return Files.readString(directory.resolve("said"));
  }

  String onA(String text) {
    return lab.sh(Side.A, "webmgr", "umask 002; cd " + ROOT_A + "\n" + text);
  }

  String onB(String text) {
    return lab.sh(Side.B, "imgcms", "umask 002; cd " + ROOT_B + "\n" + text);
  }

  /** Every path with kind, size, mtime, mode and content. */
  static final String TRUTH =
      "find . -mindepth 1 ! -type d -printf '%P %y %s %T@ %m\\n' | LC_ALL=C sort; "
          + "find . -type f -print0 | LC_ALL=C sort -z | xargs -0r sha256sum";
}
