package org.duplexsync.job;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The directories that Duplex makes for itself, one for temporary files and one for versions for
 * each side of a pair. One that served two roots would be cleaned up by one for the other.
 */
final class OwnDirectories {
  private record Use(Fields side, String key) {}

  private record Directory(String machine, String path) {}

  private final Map<Directory, Use> uses = new HashMap<>();

  void add(String pair, SideDef side, String machine, Fields fields) {
    String home = "~" + (side.user() == null ? "" : side.user()) + "/.duplex";
    String given = side.tempDir();
    boolean isDefault = given == null || given.equals(home(side.user()));
    String name = given == null ? pair : "duplex-" + pair;
    String temp = (isDefault ? home : given) + "/" + name;
    take(new Directory(machine, temp), new Use(fields, "tempDir"), side);
    if (side.versionsDir() != null && !side.versionsDir().equals(given)) {
      String versions = side.versionsDir() + "/duplex-" + pair;
      take(new Directory(machine, versions), new Use(fields, "versionsDir"), side);
    }
  }

  /** Where the default lies on most servers. */
  private static @Nullable String home(@Nullable String user) {
    return user == null
        ? null
        : user.equals("root") ? "/root/.duplex" : "/home/" + user + "/.duplex";
  }

  private void take(Directory directory, Use use, SideDef side) {
    Use first = uses.putIfAbsent(directory, use);
    if (first == null || side.root().isEmpty()) {
      return;
    }
    String root = side.root();
    String letter = use.side.path("").replaceFirst("\\.$", "").replaceFirst(".*\\.", "");
    use.side.amiss(
        use.key,
        "%s the same directory as %s (line %d): %s; write a directory for this side alone, outside of its root and on the same mount, such as \"%s\": \"%s/.duplex-tmp-%s\""
            .formatted(
                use.side.has(use.key) ? "leads to" : "is missing, and the default is",
                first.side.path(first.key),
                first.side.place(first.key).line(),
                directory.path(),
                use.key,
                root.substring(0, Math.max(0, root.lastIndexOf('/'))),
                letter));
  }
}
