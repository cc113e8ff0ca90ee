package org.duplexsync.filter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.duplexsync.model.RelPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real rsync is the authority: generated rules over generated trees must show the same. */
class RsyncAgreementTest {
  private static final int TREES = 4;
  private static final int RULE_SETS = 75;
  private static final int ENTRIES = 220;
  private static final java.util.regex.Pattern LISTED =
      java.util.regex.Pattern.compile("(?s)[-d]\\S+ +\\S+ \\S+ \\S+ (.*)");

  @TempDir Path work;

  @Test
  void showsWhatRsyncShows() throws Exception {
    long seed = Long.getLong("duplex.seed", 20261122);
    List<SortedMap<RelPath, Boolean>> trees = new ArrayList<>();
    List<List<Rule>> rules = new ArrayList<>();
    List<Process> running = new ArrayList<>();
    for (int t = 0; t < TREES; t++) {
      GeneratedRules generated = new GeneratedRules(seed + t);
      trees.add(generated.tree(ENTRIES));
      create(trees.get(t), work.resolve("tree" + t));
      for (int r = 0; r < RULE_SETS; r++) {
        rules.add(generated.rules());
        write(rules.getLast(), work.resolve("rules" + t + "." + r));
      }
      running.add(list(t));
    }
    for (Process process : running) {
      assertTrue(process.waitFor(2, TimeUnit.MINUTES), "rsync hangs");
      String trouble = new String(process.getErrorStream().readAllBytes(), UTF_8);
      assertEquals(0, process.exitValue(), "is rsync installed? " + trouble);
    }
    int hidden = 0;
    for (int i = 0; i < rules.size(); i++) {
      Path listing = work.resolve("out" + i / RULE_SETS + "." + i % RULE_SETS);
      hidden += compare(trees.get(i / RULE_SETS), rules.get(i), listed(listing), seed);
    }
    assertTrue(hidden > 1000, "too tame: " + hidden + " hidden");
  }

  private static int compare(
      SortedMap<RelPath, Boolean> tree, List<Rule> rules, Set<RelPath> rsync, long seed) {
    FilterSet filter = FilterSet.of(rules);
    FilterCursor cursor = filter.cursor();
    Prunes prunes = filter.prunes();
    for (Map.Entry<RelPath, Boolean> entry : tree.entrySet()) {
      RelPath path = entry.getKey();
      boolean hidden = !rsync.contains(path);
      String what = path + " by " + rules + " (seed " + seed + ")";
      assertEquals(hidden, filter.excludes(path, entry.getValue()), what);
      assertEquals(hidden, cursor.excludes(path, entry.getValue()), "in order: " + what);
      assertTrue(hidden || !pruned(prunes, path, entry.getValue()), "pruned " + what);
    }
    return tree.size() - rsync.size();
  }

  private static boolean pruned(Prunes prunes, RelPath path, boolean directory) {
    for (RelPath p = path; p != null && !p.isRoot(); p = p.parent()) {
      boolean isDirectory = directory || !p.equals(path);
      if (isDirectory && (prunes.paths().contains(p) || prunes.names().contains(p.name()))) {
        return true;
      }
      if (!p.equals(path) && prunes.hollow().contains(p)) {
        return true;
      }
    }
    return false;
  }

  private Process list(int tree) throws IOException {
    String loop =
        "r=0; while [ $r -lt $2 ]; do rsync -r --list-only -0 --filter=\". rules$1.$r\" tree$1/"
            + " >out$1.$r || exit 1; r=$((r+1)); done";
    return shell(work, loop, String.valueOf(tree), String.valueOf(RULE_SETS));
  }

  private static Process shell(Path directory, String script, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("LC_ALL", "C");
    return builder.start();
  }

  private static void create(SortedMap<RelPath, Boolean> tree, Path root) throws Exception {
    Files.createDirectory(root);
    feed(root, "xargs -0 mkdir -p --", tree, true);
    feed(root, "xargs -0 touch --", tree, false);
  }

  private static void feed(
      Path root, String command, SortedMap<RelPath, Boolean> tree, boolean directories)
      throws Exception {
    Process process = shell(root, command);
    try (OutputStream out = process.getOutputStream()) {
      for (Map.Entry<RelPath, Boolean> entry : tree.entrySet()) {
        if (entry.getValue() == directories) {
          out.write(entry.getKey().toArray());
          out.write(0);
        }
      }
    }
    assertEquals(0, process.waitFor(), command);
  }

  private static void write(List<Rule> rules, Path file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Rule rule : rules) {
      out.writeBytes((rule.include() ? "+ " : "- ").getBytes(UTF_8));
      out.writeBytes(rule.pattern().toArray());
      out.write(0);
    }
    Files.write(file, out.toByteArray());
  }

  private static Set<RelPath> listed(Path file) throws IOException {
    return Files.readAllLines(file, ISO_8859_1).stream()
        .map(LISTED::matcher)
        .filter(Matcher::matches)
        .map(line -> unescaped(line.group(1)))
        .filter(name -> !name.equals("."))
        .map(name -> RelPath.of(name.getBytes(ISO_8859_1)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** rsync shows odd bytes as a backslash, a hash and three octal digits. */
  private static String unescaped(String name) {
    return java.util.regex.Pattern.compile("\\\\#([0-7]{3})")
        .matcher(name)
        .replaceAll(m -> Matcher.quoteReplacement("" + (char) Integer.parseInt(m.group(1), 8)));
  }
}
