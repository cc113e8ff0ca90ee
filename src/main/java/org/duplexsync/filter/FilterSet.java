package org.duplexsync.filter;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Sha256;

/**
 * Rules in order: the first that matches a name decides, a name that none matches is kept, and an
 * excluded directory hides all below it. Immutable and safe for use by many threads.
 */
public final class FilterSet {
  public static final FilterSet NONE = of(List.of());

  private final List<Rule> rules;
  private final RuleMatcher[] matchers;

  private FilterSet(List<Rule> rules) {
    this.rules = List.copyOf(rules);
    this.matchers = rules.stream().map(RuleMatcher::new).toArray(RuleMatcher[]::new);
  }

  public static FilterSet of(List<Rule> rules) {
    return new FilterSet(rules);
  }

  public List<Rule> rules() {
    return rules;
  }

  /**
   * Is the path, or a directory that holds it, excluded? The root never is.
   *
   * @param directory the path is a directory itself (not a link to one)
   */
  public boolean excludes(RelPath path, boolean directory) {
    return cursor().excludes(path, directory);
  }

  /** For a stream of paths; not safe for use by many threads. */
  public FilterCursor cursor() {
    return new FilterCursor(this);
  }

  /** What a listing on the server may leave out. */
  public Prunes prunes() {
    return Prunes.of(this);
  }

  /** Changes whenever the rules do. */
  public Sha256 digest() {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    for (Rule rule : rules) {
      int length = rule.pattern().length();
      digest.update(
          ByteBuffer.allocate(5).put((byte) (rule.include() ? 1 : 0)).putInt(length).flip());
      digest.update(rule.pattern().toArray());
    }
    return Sha256.of(digest.digest());
  }

  /** Do the rules exclude this very name? The path is its first {@code end} bytes. */
  boolean hides(RelPath path, int end, boolean directory) {
    for (RuleMatcher matcher : matchers) {
      if (matcher.matches(path, end, directory)) {
        return !matcher.include();
      }
    }
    return false;
  }

  RuleMatcher matcher(int index) {
    return matchers[index];
  }
}
