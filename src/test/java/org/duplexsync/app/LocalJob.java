package org.duplexsync.app;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A job over two trees of this machine, which needs no server. */
record LocalJob(Path directory, Path file) {
  /**
   * @param more further keys of the pair, each followed by a comma
   * @param settings the keys of the settings
   */
  static LocalJob in(Path directory, String more, String settings) throws IOException {
    for (String each : List.of("a", "b", "tmp-a", "tmp-b")) {
      Files.createDirectories(directory.resolve(each));
    }
    String text =
        """
        {"name": "web", "hosts": {"here": {"local": true}, "too": {"local": true}},
         "pairs": [{"name": "images", %s
          "a": {"host": "here", "root": "%2$s/a", "tempDir": "%2$s/tmp-a"},
          "b": {"host": "too", "root": "%2$s/b", "tempDir": "%2$s/tmp-b"}}],
         "settings": {%3$s}}
        """
            .formatted(more, directory, settings);
    return new LocalJob(directory, Files.writeString(directory.resolve("web.duplex.json"), text));
  }

  Path a(String name) {
    return directory.resolve("a").resolve(name);
  }

  Path b(String name) {
    return directory.resolve("b").resolve(name);
  }

  Path state() {
    return directory.resolve("state");
  }

  private List<String> arguments(String command, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of(command, file.toString(), "--state", state().toString()));
    arguments.addAll(Arrays.asList(options));
    return arguments;
  }

  DuplexRun run(String command, String... options) {
    return DuplexRun.of(arguments(command, options).toArray(String[]::new));
  }

  /** A process of its own; what it says goes to {@code said} in the directory. */
  ProcessBuilder process(String command, String... options) {
    return program(directory.resolve("said"), arguments(command, options));
  }

  /** The program in a process of its own. */
  static ProcessBuilder program(Path said, List<String> arguments) {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                Main.class.getName()));
    words.addAll(arguments);
    return new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(said.toFile());
  }

  /** Also where the tests were started with a class loader of their own. */
  static String classPath() {
    return Main.class.getClassLoader() instanceof URLClassLoader loader
        ? Arrays.stream(loader.getURLs()).map(URL::getPath).collect(Collectors.joining(":"))
        : System.getProperty("java.class.path");
  }

  String said() throws IOException {
    return Files.readString(directory.resolve("said"));
  }
}
