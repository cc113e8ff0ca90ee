package org.duplexsync.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
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
  private final CharsetEncoder encoder;
  private @Nullable FutureTask<?> asking;
  private boolean hungUp;

  private Terminal(
      PrintStream out, PrintStream err, BufferedReader in, boolean terminal, boolean colour) {
    this.out = out;
    this.err = err;
    this.in = in;
    this.terminal = terminal;
    this.colour = colour;
    this.encoder = out.charset().newEncoder();
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
    out.println(shown(text));
  }

  /** A line beside the result: progress, notes, errors. */
  public void note(String text) {
    err.println(shown(text));
  }

  /** Overwrites the current line of a terminal; nothing in a pipe. */
  void rewrite(String text) {
    if (terminal) {
      err.print("\r\u001b[K" + shown(text));
      err.flush();
    }
  }

  String style(Style style, String text) {
    return colour ? "\u001b[" + style.code + "m" + text + "\u001b[0m" : text;
  }

  /** What the locale has no letter for is escaped, so that no two names look alike. */
  private synchronized String shown(String text) {
    if (encoder.canEncode(text)) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (encoder.canEncode(c)) {
        shown.append(c);
      } else {
        shown.append("\\u%04x".formatted((int) c));
      }
    }
    return shown.toString();
  }

  /** Asks and reads one line; null at the end of the input, or if the operator ends it all. */
  @Nullable String ask(String prompt) {
    out.print(shown(prompt));
    out.flush();
    return answer(in::readLine);
  }

  /** Asks for a secret without showing it; null where there is no terminal. */
  char @Nullable [] askSecret(String prompt) {
    Console console = System.console();
    return terminal && console != null ? answer(() -> console.readPassword("%s", prompt)) : null;
  }

  /** Nothing ends a read from the terminal; so it is left behind where nobody waits any more. */
  private <T> @Nullable T answer(Callable<@Nullable T> read) {
    var task = new FutureTask<@Nullable T>(read);
    synchronized (this) {
      if (hungUp) {
        return null;
      }
      asking = task;
    }
    Thread.ofPlatform().daemon().name("prompt").start(task);
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } catch (CancellationException | ExecutionException e) {
      return null;
    }
  }

  /** The operator ends it all: no question is answered any more. */
  synchronized void hangUp() {
    hungUp = true;
    if (asking != null) {
      asking.cancel(false);
    }
  }

  /** False if what was written did not arrive, as on a full disk. */
  boolean arrived() {
    return !out.checkError();
  }

  /** To be asked for where the process ends without the virtual machine's doing. */
  public void flush() {
    out.flush();
    err.flush();
  }
}
