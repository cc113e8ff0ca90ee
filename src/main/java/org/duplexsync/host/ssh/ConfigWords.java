package org.duplexsync.host.ssh;

import java.util.ArrayList;
import java.util.List;

/** Splits a line of ssh_config: {@code Keyword argument...} or {@code Keyword=argument}. */
final class ConfigWords {
  private ConfigWords() {}

  /** Words in double quotes keep their blanks; empty for comments. */
  static List<String> split(String line) {
    List<String> words = new ArrayList<>();
    int i = 0;
    while (i < line.length()) {
      char c = line.charAt(i);
      if (blank(c) || (c == '=' && words.size() == 1)) {
        i++;
      } else if (c == '#') {
        break;
      } else if (c == '"') {
        int end = line.indexOf('"', i + 1);
        end = end < 0 ? line.length() : end;
        words.add(line.substring(i + 1, end));
        i = end + 1;
      } else {
        int end = i;
        while (end < line.length()
            && !blank(line.charAt(end))
            && !(words.isEmpty() && line.charAt(end) == '=')) {
          end++;
        }
        words.add(line.substring(i, end));
        i = end;
      }
    }
    return words;
  }

  private static boolean blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\f';
  }
}
