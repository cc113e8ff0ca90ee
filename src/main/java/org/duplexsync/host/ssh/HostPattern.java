package org.duplexsync.host.ssh;

import java.util.List;
import java.util.Locale;

/** OpenSSH's patterns of host names (ssh_config(5), PATTERNS). */
final class HostPattern {
  private HostPattern() {}

  /** Some pattern matches and no {@code !pattern} does. */
  static boolean matches(List<String> patterns, String host) {
    boolean found = false;
    for (String pattern : patterns) {
      boolean not = pattern.startsWith("!");
      if (glob(lower(not ? pattern.substring(1) : pattern), lower(host))) {
        if (not) {
          return false;
        }
        found = true;
      }
    }
    return found;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** {@code *} and {@code ?} alone; linear in the product of the lengths, whatever the pattern. */
  static boolean glob(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int mark = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        mark = t;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++mark;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
