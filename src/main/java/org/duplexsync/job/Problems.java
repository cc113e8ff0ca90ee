package org.duplexsync.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers what is wrong in one file. */
final class Problems {
  /** A hopeless file need not be told in full. */
  private static final int MOST = 100;

  private final String file;
  private final List<JobProblem> found = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  void add(Place place, String key, String message) {
    if (found.size() < MOST) {
      found.add(new JobProblem(file, place.line(), place.column(), key, message));
    }
  }

  void throwIfAny() throws JobFileException {
    if (!found.isEmpty()) {
      found.sort(Comparator.comparingInt(JobProblem::line).thenComparingInt(JobProblem::column));
      throw new JobFileException(found);
    }
  }
}
