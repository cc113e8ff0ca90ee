package org.duplexsync.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.duplexsync.model.Bytes;

/** Refuses what rsync would take but what can never match, or means something else there. */
final class RuleCheck {
  private RuleCheck() {}

  static void check(String pattern) {
    if (pattern.isEmpty()) {
      throw new PatternException("an empty pattern matches nothing; delete it");
    }
    if (pattern.equals("!")) {
      throw new PatternException("\"!\" clears rules in rsync; delete the rules before it instead");
    }
    if (!UTF_8.newEncoder().canEncode(pattern)) {
      throw new PatternException("holds half a character (an unpaired surrogate)");
    }
    Pattern parts = Pattern.of(Bytes.of(pattern));
    if (parts.body().length() == 0 || pattern.equals("/")) {
      throw new PatternException(
          "names the root itself, which no rule can match; write \"/**\" for all that is in it");
    }
    if (pattern.contains("//")) {
      throw new PatternException("\"//\" matches nothing; write one slash");
    }
    if (parts.wild() && new GlobParser(parts.body()).parse() == null) {
      throw new PatternException(broken(pattern));
    }
  }

  private static String broken(String pattern) {
    if (pattern.contains("[")) {
      return "the class that \"[\" opens has no end or an unknown [:name:]; close it with \"]\", or"
          + " write \"\\\\[\" for the character itself";
    }
    return "ends with a backslash that escapes nothing; write it twice or delete it";
  }

  static String noFilterRule(String text) {
    if (text.matches("(?s)(merge|dir-merge|[.:]).*")) {
      return "merge files aren't read; put their rules here as \"+ PATTERN\" and \"- PATTERN\"";
    }
    if (text.matches("(?s)(hide|show|protect|risk|[HSPR])[ _,].*")) {
      return "rules for one side don't exist here, both sides have the same; write \"+ PATTERN\" or"
          + " \"- PATTERN\"";
    }
    if (text.matches("(?s)[+-],?[^ _]+[ _].*")) {
      return "modifiers of rules aren't known; write \"+ PATTERN\" or \"- PATTERN\"";
    }
    return "is no rule; write \"- "
        + (text.isEmpty() ? "*.swp" : text)
        + "\" to leave out or \"+ "
        + (text.isEmpty() ? "*.png" : text)
        + "\" to keep";
  }
}
