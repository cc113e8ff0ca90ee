package org.duplexsync.host.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads OpenSSH client configuration for one host: {@code Host}, {@code Match} with {@code all},
 * {@code host}, {@code originalhost} and {@code user}, {@code Include}. A {@code Match} with any
 * other criterion counts as not matching.
 */
final class SshConfigReader {
  private static final int DEEPEST_INCLUDE = 16;

  private final SshEnvironment environment;
  private final String alias;
  private final String user;
  private final SshConfig config = new SshConfig();

  private SshConfigReader(SshEnvironment environment, String alias, String user) {
    this.environment = environment;
    this.alias = alias;
    this.user = user;
  }

  /**
   * Reads both files; one that doesn't exist says nothing.
   *
   * @param alias the host as the operator wrote it
   * @param user the account if it is known already, else empty
   */
  static SshConfig read(SshEnvironment environment, String alias, String user) throws IOException {
    SshConfigReader reader = new SshConfigReader(environment, alias, user);
    reader.file(environment.configFile(), true, 0);
    reader.file(environment.systemConfig(), true, 0);
    return reader.config;
  }

  private void file(Path file, boolean active, int depth) throws IOException {
    boolean on = active;
    for (String line : lines(file)) {
      List<String> words = ConfigWords.split(line);
      if (words.size() < 2) {
        continue;
      }
      List<String> arguments = words.subList(1, words.size());
      switch (words.getFirst().toLowerCase(Locale.ROOT)) {
        case "host" -> on = active && HostPattern.matches(arguments, alias);
        case "match" -> on = active && matches(arguments);
        case "include" -> include(arguments, file, on, depth);
        default -> {
          if (on) {
            config.put(words.getFirst(), arguments);
          }
        }
      }
    }
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      // as OpenSSH, which takes any bytes: a name in a comment may be in another encoding
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  private boolean matches(List<String> criteria) {
    if (criteria.equals(List.of("all"))) {
      return true;
    }
    for (int i = 0; i < criteria.size(); i += 2) {
      String word = criteria.get(i).toLowerCase(Locale.ROOT);
      boolean not = word.startsWith("!");
      String subject = subject(not ? word.substring(1) : word);
      if (subject.isEmpty()
          || i + 1 == criteria.size()
          || HostPattern.matches(List.of(criteria.get(i + 1).split(",")), subject) == not) {
        return false;
      }
    }
    return true;
  }

  private String subject(String criterion) {
    String hostName = config.first("HostName");
    return switch (criterion) {
      case "host" -> hostName == null ? alias : hostName.replace("%h", alias);
      case "originalhost" -> alias;
      case "user" -> user;
      default -> "";
    };
  }

  private void include(List<String> patterns, Path from, boolean active, int depth)
      throws IOException {
    if (depth >= DEEPEST_INCLUDE) {
      throw new IOException(from + ": Include is nested more than " + DEEPEST_INCLUDE + " deep");
    }
    Path base =
        from.equals(environment.systemConfig())
            ? from.resolveSibling("")
            : environment.home().resolve(".ssh");
    for (String pattern : patterns) {
      Path path = pattern.startsWith("~") ? environment.expand(pattern) : base.resolve(pattern);
      for (Path file : matching(path)) {
        file(file, active, depth + 1);
      }
    }
  }

  private static List<Path> matching(Path path) throws IOException {
    Path directory = path.getParent();
    Path name = path.getFileName();
    if (directory == null || name == null) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, name.toString())) {
      entries.forEach(found::add);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    }
    found.removeIf(Files::isDirectory);
    found.sort(null);
    return found;
  }
}
