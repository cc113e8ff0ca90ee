package org.duplexsync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/architecture.md names is there, where it says. */
class ArchitecturePageTest {
  /** Such as {@code engine.planning.Scan} or {@code Moves}; a method may follow. */
  private static final Pattern TYPE =
      Pattern.compile("`((?:[a-z]+\\.)*)([A-Z][a-z]\\w*)(?:\\.[a-z]\\w*)?(?:\\(\\))?`");

  private static final Pattern WITHIN =
      Pattern.compile("\\b(?:class|record|enum|interface) ([A-Z]\\w*)");

  private static final Pattern PERL = Pattern.compile("`(\\d\\d-[a-z]+\\.pl)`");

  private static List<String> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.map(path -> root.relativize(path).toString()).toList();
    }
  }

  private static List<MatchResult> named(Pattern pattern) throws IOException {
    String page = Files.readString(Path.of("docs", "architecture.md"));
    List<MatchResult> all = pattern.matcher(page).results().toList();
    assertFalse(all.isEmpty());
    return all;
  }

  /** With the package they are in; those within others by their names alone. */
  private static Set<String> types() throws IOException {
    Set<String> types = new HashSet<>();
    for (String root : List.of("src/main/java/org/duplexsync", "src/test/java/org/duplexsync")) {
      for (String file : files(Path.of(root))) {
        if (file.endsWith(".java")) {
          String type = file.substring(0, file.length() - ".java".length()).replace('/', '.');
          types.add(type);
          types.add(type.substring(type.lastIndexOf('.') + 1));
          WITHIN
              .matcher(Files.readString(Path.of(root, file)))
              .results()
              .forEach(one -> types.add(one.group(1)));
        }
      }
    }
    return types;
  }

  @Test
  void everyTypeThatIsNamedStandsThere() throws IOException {
    Set<String> types = types();
    List<String> missing =
        named(TYPE).stream()
            .map(one -> one.group(1) + one.group(2))
            .filter(name -> !types.contains(name))
            .toList();
    assertEquals(List.of(), missing);
  }

  @Test
  void everyPartOfTheHelperThatIsNamedIsThere() throws IOException {
    List<String> files = files(Path.of("src/main"));
    List<String> missing =
        named(PERL).stream()
            .map(one -> one.group(1))
            .filter(name -> files.stream().noneMatch(file -> file.endsWith("/" + name)))
            .toList();
    assertEquals(List.of(), missing);
  }
}
