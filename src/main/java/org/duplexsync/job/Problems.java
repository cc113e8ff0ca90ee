package org.duplexsync.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers what is wrong in one file. */
final class Problems {
  /** A hopeless file need not be told in full. */
  private static final int MOST = 100;

  private static final int LONGEST_KEY = 200;
  private static final int LONGEST_MESSAGE = 600;

  private final String file;
  private final List<JobProblem> found = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  void add(Place place, String key, String message) {
    if (found.size() < MOST) {
      String shown = printable(key, LONGEST_KEY);
      String said = printable(message, LONGEST_MESSAGE);
      found.add(new JobProblem(file, place.line(), place.column(), shown, said));
    }
  }

  /** A file can't steer the terminal that its mistakes are shown on, nor flood it. */
  private static String printable(String text, int longest) {
    String clipped = text.length() > longest ? text.substring(0, longest) + "..." : text;
    return clipped.replaceAll("[\\p{C}\\u2028\\u2029]", "?");
  }

  void throwIfAny() throws JobFileException {
    if (!found.isEmpty()) {
      found.sort(Comparator.comparingInt(JobProblem::line).thenComparingInt(JobProblem::column));
      throw new JobFileException(found);
    }
  }
}
