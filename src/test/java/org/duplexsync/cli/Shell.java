package org.duplexsync.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.duplexsync.control.PairControl;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Runs commands on a pair in memory, and keeps what they say. */
final class Shell {
  final FakePair pair = new FakePair();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private List<PairControl> pairs = List.of(pair);

  Shell with(FakePair second) {
    pairs = List.of(pair, second);
    return this;
  }

  int run(String... arguments) {
    return run(
        Terminal.plain(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8)),
        arguments);
  }

  /** With somebody there who types. */
  int typing(String input, String... arguments) {
    return run(
        Terminal.of(
            new ByteArrayInputStream(input.getBytes(UTF_8)),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            new Terminal.Look(false, true)),
        arguments);
  }

  private int run(Terminal terminal, String... arguments) {
    out.reset();
    err.reset();
    return new Cli(
            (job, state, questions) -> pair.job(pairs),
            terminal,
            Map.of("HOME", "/home/op"),
            List.of())
        .run(arguments);
  }

  String out() {
    return out.toString(UTF_8);
  }

  String err() {
    return err.toString(UTF_8);
  }

  JsonNode json() {
    return new ObjectMapper().readTree(out());
  }
}
