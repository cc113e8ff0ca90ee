package org.duplexsync.ui.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Kind;
import org.junit.jupiter.api.Test;

class TextTest {
  private static final Path SOURCES = Path.of("src/main/java/org/duplexsync/ui");
  private static final Pattern KEY = Pattern.compile("Text\\.of\\(\\s*\"([a-zA-Z.]+[a-zA-Z])\"");
  private static final Pattern COMMAND = Pattern.compile("Command\\.of\\(\\s*\"([a-zA-Z-]+)\"");
  private static final Pattern ICON =
      Pattern.compile(
          "(?:new Icon|iconButton\\([^\"]*|button\\([^\"]*\"[^\"]*\"\\),)\\s*\\(?\"([a-z-]+)\"");

  private static List<String> all(Pattern pattern) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        Matcher matcher = pattern.matcher(Files.readString(file));
        while (matcher.find()) {
          found.add(matcher.group(1));
        }
      }
    }
    return found;
  }

  @Test
  void everyKeyInTheSourcesIsInTheBundle() throws IOException {
    List<String> keys = all(KEY);
    assertTrue(keys.size() > 80, "found only " + keys.size());
    assertEquals(List.of(), keys.stream().filter(key -> !Text.has(key)).toList());
  }

  @Test
  void everyCommandHasAName() throws IOException {
    List<String> commands = all(COMMAND);
    assertTrue(commands.size() > 20, "found only " + commands.size());
    assertEquals(List.of(), commands.stream().filter(id -> !Text.has("command." + id)).toList());
  }

  @Test
  void everyConstantHasItsWord() {
    for (Bucket bucket : Bucket.values()) {
      assertTrue(Text.has("bucket." + bucket.name()), bucket.name());
    }
    for (Kind kind : Kind.values()) {
      assertTrue(Text.has("kind." + kind.name()), kind.name());
    }
    for (Effect.Sort sort : Effect.Sort.values()) {
      assertTrue(Text.has("effect." + sort.name()), sort.name());
    }
  }

  @Test
  void everyIconIsDrawn() throws IOException {
    for (String icon : all(ICON)) {
      assertTrue(Icon.has(icon), icon);
    }
  }

  @Test
  void fillsPlacesAndCounts() {
    assertEquals("1 entry", Text.of("top.entries", 1L));
    assertEquals("12,431 entries", Text.of("top.entries", 12_431L));
  }
}
