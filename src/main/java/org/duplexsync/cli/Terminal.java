package org.duplexsync.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a command prints and asks. Colour and rewriting of lines only on a terminal, and no colour
 * with NO_COLOR.
 */
public final class Terminal {
  enum Style {
    BOLD("1"),
    DIM("2"),
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    BLUE("34"),
    MAGENTA("35");

    private final String code;

    Style(String code) {
      this.code = code;
    }
  }

  private final PrintStream out;
  private final PrintStream err;
  private final BufferedReader in;
  private final boolean terminal;
  private final boolean colour;

  private Terminal(
      PrintStream out, PrintStream err, BufferedReader in, boolean terminal, boolean colour) {
    this.out = out;
    this.err = err;
    this.in = in;
    this.terminal = terminal;
    this.colour = colour;
  }

  /** The process's own. */
  public static Terminal system(Map<String, String> environment) {
    Console console = System.console();
    boolean terminal = console != null && console.isTerminal();
    String noColour = environment.getOrDefault("NO_COLOR", "");
    boolean colour = terminal && noColour.isEmpty() && !"dumb".equals(environment.get("TERM"));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    return new Terminal(System.out, System.err, in, terminal, colour);
  }

  /** One that writes to the given streams as into a pipe. */
  public static Terminal plain(InputStream in, PrintStream out, PrintStream err) {
    BufferedReader reader = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
    return new Terminal(out, err, reader, false, false);
  }

  boolean isTerminal() {
    return terminal;
  }

  PrintStream out() {
    return out;
  }

  public void line(String text) {
    out.println(text);
  }

  /** A line beside the result: progress, notes, errors. */
  public void note(String text) {
    err.println(text);
  }

  /** Overwrites the current line of a terminal; nothing in a pipe. */
  void rewrite(String text) {
    if (terminal) {
      err.print("\r\u001b[K" + text);
      err.flush();
    }
  }

  String style(Style style, String text) {
    return colour ? "\u001b[" + style.code + "m" + text + "\u001b[0m" : text;
  }

  /** Asks and reads one line; null at the end of the input. */
  @Nullable String ask(String prompt) {
    out.print(prompt);
    out.flush();
    try {
      return in.readLine();
    } catch (IOException e) {
      return null;
    }
  }

  /** Asks for a secret without showing it; null where there is no terminal. */
  char @Nullable [] askSecret(String prompt) {
    Console console = System.console();
    return terminal && console != null ? console.readPassword("%s", prompt) : null;
  }
}
