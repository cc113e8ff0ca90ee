package org.duplexsync.faults;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Each write puts a mark of its own into the file: {@code <A17>} is the 17th act on side A. The
 * marks in a content say which writes it holds.
 */
final class Marks {
  private static final Pattern MARK = Pattern.compile("<[AB][0-9]+>");
  private static final Pattern IDENTITY = Pattern.compile("(?:.*/)?([a-z]+[0-9]+)[^/]*");

  private Marks() {}

  static Set<String> in(String content) {
    Set<String> marks = new TreeSet<>();
    var matcher = MARK.matcher(content);
    while (matcher.find()) {
      marks.add(matcher.group());
    }
    return marks;
  }

  /** What a file keeps of its name through renames and as the loser of a conflict. */
  static String identity(String path) {
    var matcher = IDENTITY.matcher(path);
    return matcher.matches() ? matcher.group(1) : path;
  }
}
