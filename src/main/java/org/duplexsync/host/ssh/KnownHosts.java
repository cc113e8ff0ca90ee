package org.duplexsync.host.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keys that are known, from all files, in their order. */
record KnownHosts(List<KnownHostLine> lines) {
  /** What is thought of a key that a host showed. */
  sealed interface Verdict {
    record Known() implements Verdict {}

    record Unknown() implements Verdict {}

    /** Another key is known for this host. */
    record Changed(KnownHostLine old) implements Verdict {}

    record Revoked(KnownHostLine line) implements Verdict {}
  }

  /** Files that don't exist hold nothing. */
  static KnownHosts read(List<Path> files) throws IOException {
    List<KnownHostLine> lines = new ArrayList<>();
    for (Path file : files) {
      int number = 0;
      for (String text : lines(file)) {
        KnownHostLine line = KnownHostLine.parse(file, ++number, text);
        if (line != null) {
          lines.add(line);
        }
      }
    }
    return new KnownHosts(lines);
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /**
   * Judges a key. A host that has known keys but shows one of another type counts as changed too:
   * the types we know were asked for first.
   *
   * @param host {@code name} or {@code [name]:port}
   * @param plain the name alone, under which OpenSSH also finds a key of a host on another port;
   *     null if there is no such name
   */
  Verdict judge(String host, @Nullable String plain, HostKeyBlob key) {
    for (KnownHostLine line : lines) {
      if (line.marker().equals(KnownHostLine.REVOKED)
          && line.key().equals(key)
          && (line.names(host) || (plain != null && line.names(plain)))) {
        return new Verdict.Revoked(line);
      }
    }
    List<KnownHostLine> here = plainLines(host);
    if (holds(here, key) || (here.isEmpty() && plain != null && holds(plainLines(plain), key))) {
      return new Verdict.Known();
    }
    return here.stream()
        .filter(line -> line.key().type().equals(key.type()))
        .findFirst()
        .or(() -> here.stream().findFirst())
        .<Verdict>map(Verdict.Changed::new)
        .orElseGet(Verdict.Unknown::new);
  }

  /** Types of the keys known for a host. */
  Set<String> types(String host, @Nullable String plain) {
    List<KnownHostLine> here = plainLines(host);
    List<KnownHostLine> found = here.isEmpty() && plain != null ? plainLines(plain) : here;
    return found.stream().map(line -> line.key().type()).collect(Collectors.toSet());
  }

  private static boolean holds(List<KnownHostLine> lines, HostKeyBlob key) {
    return lines.stream().anyMatch(line -> line.key().equals(key));
  }

  private List<KnownHostLine> plainLines(String host) {
    return lines.stream().filter(l -> l.marker().isEmpty() && l.names(host)).toList();
  }

  boolean hashedIn(Path file) {
    return lines.stream().anyMatch(line -> line.file().equals(file) && line.hashed());
  }
}
