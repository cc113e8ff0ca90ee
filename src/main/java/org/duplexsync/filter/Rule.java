package org.duplexsync.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.duplexsync.model.Bytes;

/**
 * One include or exclude rule.
 *
 * @param include paths that it matches are kept, else hidden; the first rule that matches decides
 * @param pattern in rsync's syntax, without {@code +} or {@code -}
 */
public record Rule(boolean include, Bytes pattern) {
  /** In bytes. */
  public static final int MAX_LENGTH = 1024;

  public Rule {
    if (pattern.length() == 0 || pattern.length() > MAX_LENGTH) {
      throw new PatternException(
          "a pattern has 1 to " + MAX_LENGTH + " bytes, not " + pattern.length());
    }
    for (int i = 0; i < pattern.length(); i++) {
      if (pattern.at(i) == 0) {
        throw new PatternException("a pattern can't hold a NUL character");
      }
    }
  }

  /** As rsync's {@code --exclude}: a pattern, which {@code "+ "} before it turns around. */
  public static Rule exclude(String text) throws PatternException {
    return prefixed(text, false);
  }

  /** As rsync's {@code --include}: a pattern, which {@code "- "} before it turns around. */
  public static Rule include(String text) throws PatternException {
    return prefixed(text, true);
  }

  /** As rsync's {@code --filter}: {@code "+ PATTERN"} or {@code "- PATTERN"}. */
  public static Rule filter(String text) throws PatternException {
    for (String word : new String[] {"+", "-", "include", "exclude"}) {
      if (text.startsWith(word + " ") || text.startsWith(word + "_")) {
        boolean include = word.equals("+") || word.equals("include");
        return checked(include, text.substring(word.length() + 1));
      }
    }
    throw new PatternException(RuleCheck.noFilterRule(text));
  }

  private static Rule prefixed(String text, boolean include) {
    if (text.startsWith("+ ") || text.startsWith("- ")) {
      return checked(text.charAt(0) == '+', text.substring(2));
    }
    return checked(include, text);
  }

  private static Rule checked(boolean include, String pattern) {
    RuleCheck.check(pattern);
    return new Rule(include, Bytes.of(pattern.getBytes(UTF_8)));
  }

  @Override
  public String toString() {
    return (include ? "+ " : "- ") + pattern;
  }
}
