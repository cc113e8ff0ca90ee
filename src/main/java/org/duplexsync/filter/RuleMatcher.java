package org.duplexsync.filter;

import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/** A rule made ready to match; follows {@code rule_matches} of rsync's exclude.c. */
final class RuleMatcher {
  /** Which part of a path a pattern is held against. */
  private enum Part {
    NAME,
    LAST_NAMES,
    WHOLE,
    AFTER_ANY_SLASH
  }

  private final boolean include;
  private final Pattern pattern;
  private final Part part;
  private final @Nullable Glob glob;
  private final Glob.Mode ofDirectory;
  private final Glob.Mode ofOther;

  RuleMatcher(Rule rule) {
    include = rule.include();
    pattern = Pattern.of(rule.pattern());
    part = part(pattern);
    glob = pattern.wild() ? new GlobParser(pattern.body()).parse() : null;
    boolean anywhere = part == Part.AFTER_ANY_SLASH;
    ofDirectory = new Glob.Mode(pattern.deepStart(), pattern.deepEnd(), anywhere);
    ofOther = new Glob.Mode(pattern.deepStart(), false, anywhere);
  }

  private static Part part(Pattern pattern) {
    if (pattern.slashes() == 0 && !pattern.deep()) {
      return Part.NAME;
    }
    if (pattern.anchored() || pattern.deepStart()) {
      return Part.WHOLE;
    }
    return pattern.deep() ? Part.AFTER_ANY_SLASH : Part.LAST_NAMES;
  }

  boolean include() {
    return include;
  }

  /** True if the last component alone decides. */
  boolean byName() {
    return part == Part.NAME;
  }

  /** The path is its first {@code end} bytes. */
  boolean matches(RelPath path, int end, boolean directory) {
    if (pattern.directoryOnly() && !directory) {
      return false;
    }
    if (!pattern.wild()) {
      return literal(path, end);
    }
    int start =
        switch (part) {
          case NAME -> startOfLast(path, end, 1);
          case LAST_NAMES -> startOfLast(path, end, pattern.slashes() + 1);
          case WHOLE, AFTER_ANY_SLASH -> 0;
        };
    return start >= 0
        && glob != null
        && glob.matches(path, start, end, directory ? ofDirectory : ofOther);
  }

  private boolean literal(RelPath path, int end) {
    int length = pattern.body().length();
    int start = end - length;
    boolean boundary =
        start == 0 || (start > 0 && !pattern.anchored() && path.at(start - 1) == '/');
    if (!boundary || length == 0) {
      return false;
    }
    for (int i = length - 1; i >= 0; i--) {
      if (path.at(start + i) != pattern.body().at(i)) {
        return false;
      }
    }
    return true;
  }

  /** Where the last {@code names} components begin; -1 if there are fewer. */
  private static int startOfLast(RelPath path, int end, int names) {
    int left = names;
    for (int i = end - 1; i >= 0; i--) {
      if (path.at(i) == '/' && --left == 0) {
        return i + 1;
      }
    }
    return left == 1 ? 0 : -1;
  }
}
