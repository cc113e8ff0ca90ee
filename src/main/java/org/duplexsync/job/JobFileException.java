package org.duplexsync.job;

import java.util.List;
import java.util.stream.Collectors;

/** A job file that can't be used; the message has all problems, one a line. */
public final class JobFileException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<JobProblem> problems;

  JobFileException(List<JobProblem> problems) {
    super(problems.stream().map(JobProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** In the file's order; never empty. */
  public List<JobProblem> problems() {
    return problems;
  }
}
