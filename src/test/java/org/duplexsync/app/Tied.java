package org.duplexsync.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.duplexsync.model.Side;
import tools.jackson.databind.JsonNode;

/**
 * Paths that both sides wrote within so short a time that no clock tells who was later: with the
 * policy "newer" they rightly wait, if the plan says so.
 */
final class Tied {
  private static final Duration CLOSE = Duration.ofMillis(100);
  private static final Pattern REASON =
      Pattern.compile("neither is (surely )?newer|too close to one another");

  private Tied() {}

  static Set<String> paths(LabJob job, LiveTrees trees) {
    Set<String> tied = new HashSet<>();
    if (!trees.equal()) {
      for (JsonNode item : job.run("compare", "--json").items()) {
        String path = item.get("path").asString();
        if (item.get("kind").asString().equals("CONFLICT")
            && REASON.matcher(item.get("reason").asString()).find()
            && close(trees, path)) {
          tied.add(path);
        }
      }
    }
    return tied;
  }

  private static boolean close(LiveTrees trees, String path) {
    Instant a = written(trees.root(Side.A).resolve(path));
    Instant b = written(trees.root(Side.B).resolve(path));
    return Duration.between(a, b).abs().compareTo(CLOSE) < 0;
  }

  private static Instant written(Path path) {
    try {
      return Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toInstant();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
