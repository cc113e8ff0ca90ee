package org.duplexsync.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A host reached through the helper: a Perl text that is sent through an exec channel and answers
 * framed requests there. Start with {@link #start}.
 */
public final class HelperHost implements Host {
  /** For the login shell's start-up files and perl to load. */
  private static final Duration START = Duration.ofSeconds(60);

  /** A login shell's noise before the helper speaks. */
  private static final int MAX_NOISE = 1 << 16;

  private final Shell shell;
  private final Wire wire;
  private final Skew skew;
  private final Names names;
  private final HostFacts facts;

  private HelperHost(Shell shell, Wire wire, Skew skew, InstantSource clock)
      throws HostException, TreeException {
    this.shell = shell;
    this.wire = wire;
    this.skew = skew;
    this.names = new Names(this::askName);
    this.facts = askFacts(clock);
  }

  /**
   * Sends the helper and waits for its facts. The host owns the shell from now on, also if this
   * fails.
   *
   * @param clock ours, for the skew
   */
  public static Host start(Shell shell, InstantSource clock) throws HostException {
    return start(shell, clock, Set.of());
  }

  /** As {@link #start(Shell, InstantSource)}, without some features of the server. */
  static HelperHost start(Shell shell, InstantSource clock, Set<String> without)
      throws HostException {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    String mark = HexFormat.of().formatHex(random);
    byte[] text = HelperText.of(mark, without);
    Exec exec = null;
    try {
      exec = shell.exec(HelperText.command(text.length));
      LastWords lastWords = new LastWords(exec.err(), shell.name());
      Exec running = exec;
      Skew skew = new Skew(clock);
      Wire wire = new Wire(shell.name(), exec, lastWords, () -> end(running, shell), skew);
      awaitMark(shell, running, wire.in(), text, mark, lastWords);
      wire.start();
      return new HelperHost(shell, wire, skew, clock);
    } catch (HostException | TreeException e) {
      if (exec != null) {
        exec.close();
      }
      shell.close();
      throw e instanceof TreeException tree ? tree.asHost() : (HostException) e;
    }
  }

  private static void end(Exec exec, Shell shell) {
    exec.close();
    shell.close();
  }

  private static void awaitMark(
      Shell shell, Exec exec, InputStream in, byte[] text, String mark, LastWords lastWords)
      throws HostException {
    CompletableFuture<Boolean> found = new CompletableFuture<>();
    // one who prints without reading must not hold up the reading
    Thread.ofVirtual().start(() -> sendText(exec, text));
    Thread.ofVirtual()
        .start(() -> {
          try {
            found.complete(skipTo(in, ("\0" + mark + "\n").getBytes(UTF_8)));
          } catch (IOException e) {
            found.complete(false);
          }
        });
    try {
      if (found.get(START.toSeconds(), TimeUnit.SECONDS)) {
        return;
      }
      throw new HostException(shell.name() + ": " + whyNoHelper(exec) + lastWords.get());
    } catch (TimeoutException e) {
      throw new HostException(
          shell.name()
              + ": the helper did not start within "
              + START.toSeconds()
              + " seconds"
              + lastWords.get(),
          e);
    } catch (ExecutionException e) {
      throw new HostException(shell.name() + ": the helper did not start", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HostException("interrupted", e);
    }
  }

  private static void sendText(Exec exec, byte[] text) {
    try {
      exec.in().write(text);
      exec.in().flush();
    } catch (IOException e) {
      // it ended before it read all: its exit status says why
      return;
    }
  }

  private static String whyNoHelper(Exec exec) {
    try {
      return switch (exec.exitStatus(Duration.ofSeconds(5))) {
        case 127 -> "perl is missing; install it (apt-get install perl-base, yum install perl)";
        case 126 -> "perl can't be run by this account";
        case 9 -> "the connection was cut while the helper was sent";
        case 0 -> "the account's shell runs no commands; give it a usual login shell";
        default -> "the helper did not start";
      };
    } catch (HostException e) {
      return "the helper did not start; the account's shell prints without end, or is restricted";
    }
  }

  /** Reads past the mark; false if the stream ends, or holds too much before it. */
  private static boolean skipTo(InputStream in, byte[] mark) throws IOException {
    int matched = 0;
    for (int noise = 0; noise < MAX_NOISE + mark.length; noise++) {
      int b = in.read();
      if (b < 0) {
        return false;
      }
      // a mark starts with NUL and holds no other, so a mismatch starts anew at most here
      matched = b == mark[matched] ? matched + 1 : b == mark[0] ? 1 : 0;
      if (matched == mark.length) {
        return true;
      }
    }
    return false;
  }

  private HostFacts askFacts(InstantSource clock) throws HostException, TreeException {
    inline('N', 0, new Put());
    Instant before = clock.instant();
    Instant theirs = inline('N', 0, new Put()).time();
    Instant after = clock.instant();
    Duration roundTrip = Duration.between(before, after);
    skew.measured(before, theirs, before.plus(roundTrip));
    Duration first = Duration.between(before.plus(roundTrip.dividedBy(2)), theirs);
    return readFacts(inline('F', 0, new Put()), first, roundTrip);
  }

  private HostFacts readFacts(Take take, Duration skew, Duration roundTrip) throws HostException {
    String user = take.text();
    long uid = take.u32();
    List<String> groups = new ArrayList<>();
    for (int i = take.count(65_536); i > 0; i--) {
      groups.add(take.text());
    }
    String arch = take.text();
    String kernel = take.text();
    String bootId = take.text();
    String perl = take.text();
    String find = missing(take.text());
    String rsync = missing(take.text());
    String sha = take.text();
    String inotify = missing(take.text());
    long watches = take.natural();
    take.time();
    List<String> warnings = new ArrayList<>(shell.warnings());
    for (int i = take.count(100); i > 0; i--) {
      warnings.add(take.text());
    }
    take.end();
    return new HostFacts(
        shell.name(),
        user,
        uid,
        List.copyOf(groups),
        arch,
        kernel,
        bootId,
        perl,
        find,
        rsync,
        sha,
        inotify,
        watches,
        skew,
        roundTrip,
        List.copyOf(warnings));
  }

  private static @Nullable String missing(String text) {
    return text.isEmpty() ? null : text;
  }

  private String askName(boolean group, long id) throws HostException {
    Put body = group ? new Put().u32(0).u32(1).u32(id) : new Put().u32(1).u32(id).u32(0);
    try {
      Take take = inline('n', 0, body);
      String name = take.text();
      take.end();
      return name.isEmpty() || name.length() > 255 ? Long.toString(id) : name;
    } catch (TreeException e) {
      throw e.asHost();
    }
  }

  /** One request with a short answer. */
  Take inline(char op, long tree, Put body) throws HostException, TreeException {
    Answer answer = wire.ask(op, tree, body, Wire.MAX_ANSWER);
    return new Take(collect(answer), names);
  }

  /** Waits for all of an answer. */
  byte[] collect(Answer answer) throws HostException, TreeException {
    boolean complete = false;
    try {
      Put all = new Put();
      while (true) {
        Answer.Part part = answer.next(Wire.PATIENCE);
        if (part.last() && all.length() == 0) {
          complete = true;
          return part.bytes();
        }
        if (all.length() + part.bytes().length > Wire.MAX_ANSWER) {
          throw broken(new WireException("an answer without end"));
        }
        all.raw(part.bytes(), 0, part.bytes().length);
        if (part.last()) {
          complete = true;
          return all.toArray();
        }
      }
    } finally {
      wire.done(answer, complete);
    }
  }

  /** Closes the connection after an answer that is against the protocol. */
  HostException broken(WireException why) {
    return wire.fail(why);
  }

  Wire wire() {
    return wire;
  }

  Names names() {
    return names;
  }

  @Override
  public HostFacts facts() {
    return facts;
  }

  @Override
  public Duration skew() {
    return skew.latest(facts.skew());
  }

  @Override
  public Tree open(TreeSpec spec) throws HostException, TreeException {
    return HelperTree.open(this, spec);
  }

  @Override
  public Shell shell() {
    return shell;
  }

  @Override
  public void close() {
    wire.close();
  }
}
