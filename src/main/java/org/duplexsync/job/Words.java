package org.duplexsync.job;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds what a mistyped word was meant to be. */
final class Words {
  private Words() {}

  /** {@code ; did you mean "X"?} or, if nothing is near, the list of what there is. */
  static String meant(String word, Collection<String> known) {
    String nearest = nearest(word, known);
    if (nearest != null) {
      return "; did you mean \"" + nearest + "\"?";
    }
    return "; there are " + known.stream().sorted().collect(Collectors.joining(", "));
  }

  private static @Nullable String nearest(String word, Collection<String> known) {
    String best = null;
    int least = Math.max(1, Math.min(word.length(), 12) / 3) + 1;
    for (String candidate : known) {
      int distance = distance(plain(word), plain(candidate));
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return best;
  }

  private static String plain(String word) {
    String lower = word.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    return lower.substring(0, Math.min(lower.length(), 40));
  }

  /** Levenshtein's. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
