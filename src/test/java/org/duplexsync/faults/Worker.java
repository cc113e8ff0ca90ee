package org.duplexsync.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duplexsync.faults.Act.Doing;
import org.duplexsync.lab.Lab;
import org.duplexsync.model.Side;

/** A user's programs on one host. Each act is done when the method returns, and in the ledger. */
public final class Worker implements AutoCloseable {
  private static final HexFormat HEX = HexFormat.of();

  private final Side side;
  private final Ledger ledger;
  private final Process process;
  private final BufferedReader said;
  private final Writer orders;

  public Worker(Lab lab, Side side, String user, String root, Ledger ledger) {
    this.side = side;
    this.ledger = ledger;
    this.process = lab.start(side, user, "perl", "-e", text(), root, "/home/" + user + "/aside");
    this.said = process.inputReader(ISO_8859_1);
    this.orders = process.outputWriter(ISO_8859_1);
  }

  private static String text() {
    try (var in = Worker.class.getResourceAsStream("worker.pl")) {
      return new String(in.readAllBytes(), ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Side side() {
    return side;
  }

  public boolean replace(String path, int bytes) {
    return write(Doing.REPLACE, path, bytes);
  }

  boolean link(String path) {
    return write(Doing.LINK, path, 0);
  }

  public boolean append(String path) {
    return write(Doing.APPEND, path, 20);
  }

  boolean rewrite(String path, int bytes) {
    return write(Doing.REWRITE, path, bytes);
  }

  private boolean write(Doing doing, String path, int bytes) {
    int number = ledger.next();
    String mark = "<" + side + number + ">";
    String text = mark + ("x" + number).repeat(bytes / 4) + (doing == Doing.LINK ? "" : "\n");
    List<String> answer = ask(doing, path, text);
    if (answer.size() < 2) {
      return false;
    }
    String before = answer.get(1);
    String now =
        switch (doing) {
          case APPEND -> before + text;
          case LINK -> "link " + text;
          default -> text;
        };
    boolean detached = answer.getFirst().equals("detached");
    Map<String, String> away = answer.getFirst().equals("new") ? Map.of() : Map.of(path, before);
    ledger.add(new Act(number, side, doing, path, mark, away, Map.of(path, now), detached));
    return true;
  }

  public boolean delete(String path) {
    List<String> answer = ask(Doing.DELETE, path);
    return answer.size() == 2 && done(Doing.DELETE, path, Map.of(path, answer.get(1)), Map.of());
  }

  public boolean move(String path, String to) {
    List<String> answer = ask(Doing.MOVE, path, to);
    return answer.size() == 2
        && done(Doing.MOVE, path, Map.of(path, answer.get(1)), Map.of(to, answer.get(1)));
  }

  public boolean chmod(String path, String mode) {
    return ask(Doing.CHMOD, path, mode).getFirst().equals("set")
        && done(Doing.CHMOD, path, Map.of(), Map.of());
  }

  boolean mkdir(String path) {
    return ask(Doing.MKDIR, path).getFirst().equals("made")
        && done(Doing.MKDIR, path, Map.of(), Map.of());
  }

  public boolean removeTree(String path) {
    List<String> answer = ask(Doing.RMTREE, path);
    return answer.getFirst().equals("gone") && done(Doing.RMTREE, path, contents(answer), Map.of());
  }

  boolean moveTree(String path, String to) {
    List<String> answer = ask(Doing.MOVETREE, path, to);
    if (!answer.getFirst().equals("moved")) {
      return false;
    }
    Map<String, String> came = contents(answer);
    Map<String, String> away = new LinkedHashMap<>();
    came.forEach((at, content) -> away.put(path + at.substring(to.length()), content));
    return done(Doing.MOVETREE, path, away, came);
  }

  private static Map<String, String> contents(List<String> answer) {
    Map<String, String> contents = new LinkedHashMap<>();
    for (int i = 1; i + 1 < answer.size(); i += 2) {
      contents.put(answer.get(i), answer.get(i + 1));
    }
    return contents;
  }

  private boolean done(
      Doing doing, String path, Map<String, String> away, Map<String, String> came) {
    ledger.add(new Act(ledger.next(), side, doing, path, "", away, came, false));
    return true;
  }

  /** The host's tree was put back to a copy; what it held then is gone by the operator's hand. */
  public void rolledBack(Map<String, Held.Item> lost) {
    Map<String, String> away =
        lost.entrySet().stream()
            .filter(item -> item.getValue().kind() != 'd')
            .collect(Collectors.toMap(Map.Entry::getKey, item -> item.getValue().content()));
    var _ = done(Doing.ROLLBACK, "", away, Map.of());
  }

  private List<String> ask(Doing doing, String... fields) {
    String line =
        Stream.concat(Stream.of(doing.name().toLowerCase(java.util.Locale.ROOT)), Stream.of(fields))
            .map(field -> HEX.formatHex(field.getBytes(ISO_8859_1)))
            .collect(Collectors.joining("\t"));
    try {
      orders.write(line + "\n");
      orders.flush();
      String answer = said.readLine();
      if (answer == null) {
        String why = new String(process.getErrorStream().readAllBytes(), ISO_8859_1);
        throw new IllegalStateException("the worker on " + side + " ended: " + why);
      }
      return Stream.of(answer.split("\t", -1))
          .map(field -> new String(HEX.parseHex(field), ISO_8859_1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
