package org.duplexsync.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.duplexsync.cli.Terminal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** One run of the program as from a shell, in this process. */
record DuplexRun(int exit, String out, String err) {
  static DuplexRun of(String... arguments) {
    return typing("", arguments);
  }

  static DuplexRun typing(String input, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        Terminal.plain(
            new ByteArrayInputStream(input.getBytes(UTF_8)),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8));
    int exit = Main.run(terminal, Map.of("HOME", System.getProperty("user.home")), arguments);
    return new DuplexRun(exit, out.toString(UTF_8), err.toString(UTF_8));
  }

  DuplexRun exits(int status) {
    if (exit != status) {
      throw new AssertionError("ended with " + exit + ", not " + status + "\n" + out + err);
    }
    return this;
  }

  JsonNode json() {
    return new ObjectMapper().readTree(out);
  }

  /** The items of all pairs, each with {@code path} and so on. */
  List<JsonNode> items() {
    List<JsonNode> items = new ArrayList<>();
    json().get("pairs").forEach(pair -> pair.get("items").forEach(items::add));
    return items;
  }

  JsonNode item(String path) {
    return items().stream()
        .filter(item -> item.get("path").asString().equals(path))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + path + " in\n" + out));
  }
}
