package org.duplexsync.filter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.RelPath;

/** Seeded rules and trees; in strings a character is a byte. */
final class GeneratedRules {
  private static final List<String> NAMES =
      List.of(
          "a",
          "b",
          "ab",
          "abc",
          "ba",
          "cache",
          "foo",
          "bar",
          "x.txt",
          "a.b",
          "a*",
          "[x]",
          "b\\",
          "\\a",
          "\u00c3\u00a9",
          "\u00ff\u00fe",
          "-r",
          " s ",
          "n\nl",
          "A1",
          "z9",
          "#",
          ";",
          "!",
          "a]",
          "+ a",
          "a-b",
          "\t",
          "\u0001",
          "foo.swp",
          "a**b",
          "_");
  private static final List<String> PIECES =
      List.of(
          "a",
          "b",
          "ab",
          "foo",
          "cache",
          ".",
          "x",
          "*",
          "*",
          "*",
          "**",
          "**",
          "***",
          "?",
          "?",
          "/",
          "/",
          "/",
          "[ab]",
          "[a-z]",
          "[!a]",
          "[^b]",
          "[]a]",
          "[[:alpha:]]",
          "[[:digit:]-]",
          "[a",
          "[[:x:]]",
          "[a-]",
          "[\\]]",
          "[b-a]",
          "[[:upper:][:punct:]]",
          "[a/b]",
          "[z-\\a]",
          "\\*",
          "\\",
          "\\a",
          "[:]",
          "[[:]",
          "[[:a]",
          "\u00ff",
          "[\u0080-\u00ff]",
          " ",
          "#",
          "-",
          "!",
          "[[:space:]]",
          "[[:cntrl:]]",
          "[[:print:]]",
          "[**]",
          "]");

  private final Random random;

  GeneratedRules(long seed) {
    random = new Random(seed);
  }

  /** Each path with whether it is a directory, in byte order. */
  SortedMap<RelPath, Boolean> tree(int entries) {
    SortedMap<RelPath, Boolean> tree = new TreeMap<>();
    List<RelPath> directories = new ArrayList<>(List.of(RelPath.ROOT));
    while (tree.size() < entries) {
      RelPath parent = directories.get(random.nextInt(directories.size()));
      RelPath path = parent.child(Bytes.of(pick(NAMES).getBytes(ISO_8859_1)));
      boolean directory = random.nextInt(5) < 2 && path.depth() < 6;
      if (tree.putIfAbsent(path, directory) == null && directory) {
        directories.add(path);
      }
    }
    return tree;
  }

  List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    for (int i = random.nextInt(6) + 1; i > 0; i--) {
      rules.add(new Rule(random.nextInt(3) == 0, Bytes.of(pattern().getBytes(ISO_8859_1))));
    }
    return rules;
  }

  private String pattern() {
    StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "/" : "");
    boolean odd = random.nextInt(3) == 0;
    for (int i = random.nextInt(odd ? 6 : 3) + 1; i > 0; i--) {
      text.append(odd ? pick(PIECES) : component());
      text.append(!odd && i > 1 ? "/" : "");
    }
    return text + (random.nextInt(5) == 0 ? pick(List.of("/", "/**", "/***", "/*")) : "");
  }

  private String component() {
    return switch (random.nextInt(6)) {
      case 0 -> "*";
      case 1 -> "**";
      case 2 -> pick(NAMES) + "*";
      case 3 -> "*" + pick(PIECES).replace("/", "b");
      default -> pick(NAMES);
    };
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
