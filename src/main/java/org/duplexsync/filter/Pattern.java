package org.duplexsync.filter;

import org.duplexsync.model.Bytes;

/**
 * A pattern taken apart as rsync's {@code add_rule} does (exclude.c), quirks included: wildcards
 * and {@code **} are looked for in the bare text, also where a backslash or a class makes them
 * ordinary, and one trailing slash is not part of what must match.
 *
 * @param body what must match: without leading and one trailing slash
 * @param anchored began with a slash: matches from the root only
 * @param directoryOnly ended with a slash
 * @param slashes in the pattern without the trailing one
 * @param wild holds a wildcard; only then is a backslash an escape
 * @param deep holds {@code **}: matched against the whole path
 * @param deepStart begins with {@code **}
 * @param deepEnd ends with {@code ***}: also matches the directory before it
 */
record Pattern(
    Bytes body,
    boolean anchored,
    boolean directoryOnly,
    int slashes,
    boolean wild,
    boolean deep,
    boolean deepStart,
    boolean deepEnd) {
  static Pattern of(Bytes text) {
    int end = text.length();
    boolean directoryOnly = end > 1 && text.at(end - 1) == '/';
    if (directoryOnly) {
      end--;
    }
    int start = text.length() > 0 && text.at(0) == '/' ? 1 : 0;
    Bytes body = Bytes.of(text.toArray(), start, end - start);
    int deepAt = deepAt(body);
    return new Pattern(
        body,
        start == 1,
        directoryOnly,
        start + count(body, "/"),
        count(body, "*?[") > 0,
        deepAt >= 0,
        start == 0 && deepAt == 0,
        endsWithThreeStars(body));
  }

  private static int count(Bytes text, String characters) {
    int count = 0;
    for (int i = 0; i < text.length(); i++) {
      if (characters.indexOf(text.at(i)) >= 0) {
        count++;
      }
    }
    return count;
  }

  private static int deepAt(Bytes text) {
    for (int i = 0; i + 1 < text.length(); i++) {
      if (text.at(i) == '*' && text.at(i + 1) == '*') {
        return i;
      }
    }
    return -1;
  }

  private static boolean endsWithThreeStars(Bytes text) {
    int end = text.length();
    return end >= 3
        && text.at(end - 1) == '*'
        && text.at(end - 2) == '*'
        && text.at(end - 3) == '*';
  }
}
