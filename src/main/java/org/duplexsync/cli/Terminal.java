package org.duplexsync.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private final Look look;
  private final CharsetEncoder encoder;
  private @Nullable FutureTask<?> asking;
  private boolean hungUp;
  private boolean rewritten;
  private boolean document;
  private String output = "";

  /**
   * @param rewrites can overwrite a line
   */
  record Look(boolean colour, boolean rewrites) {
    static final Look PLAIN = new Look(false, false);
  }

  private Terminal(
      PrintStream out, PrintStream err, BufferedReader in, boolean terminal, Look look) {
    this.out = out;
    this.err = err;
    this.in = in;
    this.terminal = terminal;
    this.look = look;
    this.encoder = out.charset().newEncoder();
  }

  /** The process's own. */
  public static Terminal system(Map<String, String> environment) {
    Console console = System.console();
    boolean terminal = console != null && console.isTerminal();
    boolean able = terminal && !"dumb".equals(environment.get("TERM"));
    boolean colour = able && environment.getOrDefault("NO_COLOR", "").isEmpty();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    var own = new Terminal(System.out, System.err, in, terminal, new Look(colour, able));
    own.output = standardOutput();
    return own;
  }

  /** One that somebody types at. */
  static Terminal of(InputStream in, PrintStream out, PrintStream err, Look look) {
    BufferedReader reader = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
    return new Terminal(out, err, reader, true, look);
  }

  /** One that writes to the given streams as into a pipe. */
  public static Terminal plain(InputStream in, PrintStream out, PrintStream err) {
    BufferedReader reader = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
    return new Terminal(out, err, reader, false, Look.PLAIN);
  }

  boolean isTerminal() {
    return terminal;
  }

  /** Whether a line can be overwritten, so that progress is shown at every step. */
  boolean rewrites() {
    return look.rewrites();
  }

  PrintStream out() {
    return out;
  }

  /** From now on the result is one document: all that is for people goes beside it. */
  void document(boolean wanted) {
    document = wanted;
  }

  public synchronized void line(String text) {
    clear();
    (document ? err : out).println(shown(text));
  }

  /** A line beside the result: progress, notes, errors. */
  public synchronized void note(String text) {
    clear();
    err.println(shown(text));
  }

  /**
   * Overwrites the current line of a terminal; nothing in a pipe, or where a question stands. What
   * is too long for the line is cut at its end, however wide that is by now: the terminal's
   * wrapping is off meanwhile (DECAWM).
   */
  synchronized void rewrite(String text) {
    if (look.rewrites() && asking == null) {
      clear();
      rewritten = !text.isEmpty();
      if (rewritten) {
        err.print("\u001b[?7l" + shown(text) + "\u001b[?7h");
        err.flush();
      }
    }
  }

  private void clear() {
    if (rewritten) {
      out.flush();
      err.print("\r\u001b[K");
      err.flush();
      rewritten = false;
    }
  }

  String style(Style style, String text) {
    return look.colour() ? "\u001b[" + style.code + "m" + text + "\u001b[0m" : text;
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
    PrintStream to = document ? err : out;
    synchronized (this) {
      clear();
      to.print(shown(prompt));
      to.flush();
    }
    String answer = answer(in::readLine);
    if (answer == null) {
      to.println(); // nobody ended the question's line
    }
    return answer;
  }

  /** Asks for a secret without showing it; null where there is no terminal. */
  char @Nullable [] askSecret(String prompt) {
    Console console = System.console();
    if (!terminal || console == null) {
      return null;
    }
    synchronized (this) {
      clear();
    }
    char[] secret = answer(() -> console.readPassword("%s", prompt));
    if (secret == null) {
      err.println(); // nobody ended the question's line
    }
    return secret;
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
    } finally {
      synchronized (this) {
        asking = null;
      }
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

  /** Why it did not. */
  String lost() {
    return lost(output);
  }

  /** Nothing but its reader's end hinders what is written into a pipe. */
  static String lost(String output) {
    return output.startsWith("pipe:") || output.startsWith("socket:")
        ? "The output was not read to its end."
        : "The output could not be written whole: is the disk full?";
  }

  /** What standard output is, as the kernel names it. */
  private static String standardOutput() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
    } catch (IOException e) {
      return "";
    }
  }

  /** To be asked for where the process ends without the virtual machine's doing. */
  public void flush() {
    out.flush();
    err.flush();
  }
}
