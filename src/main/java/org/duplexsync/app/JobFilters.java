package org.duplexsync.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.Exclusions;
import org.duplexsync.engine.PairEngine;
import org.duplexsync.filter.ExactPath;
import org.duplexsync.job.Job;
import org.duplexsync.job.JobFile;
import org.duplexsync.job.JobFileException;
import org.duplexsync.job.JobProblem;
import org.duplexsync.job.PairDef;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/** Puts rules into a job file as it is by then, and into the pair's engine. */
final class JobFilters implements Exclusions {
  private final Path jobFile;
  private final PairEngine engine;

  JobFilters(Path jobFile, PairEngine engine) {
    this.jobFile = jobFile;
    this.engine = engine;
  }

  @Override
  public Rule exclude(RelPath path) throws ControlException {
    String pattern = ExactPath.pattern(path);
    PairDef before = change(pair -> without(pair, pattern));
    boolean last = isLast(Objects.requireNonNull(before));
    return () -> change(pair -> again(pair, pattern, last)) != null;
  }

  /** Null: this changes nothing. */
  private interface Edit {
    @Nullable PairDef of(PairDef pair);
  }

  /** Answers what the pair was before; null: nothing was changed. */
  private @Nullable PairDef change(Edit edit) throws ControlException {
    String pair = engine.spec().name();
    try {
      JobFile file = JobFile.read(jobFile);
      PairDef before =
          file.job().pairs().stream()
              .filter(one -> one.name().equals(pair))
              .findFirst()
              .orElseThrow(
                  () -> new ControlException(jobFile + " has no pair " + pair + " any more."));
      PairDef after = edit.of(before);
      if (after == null) {
        return null;
      }
      JobFile changed = file.with(with(file.job(), after));
      JobFile.parse(jobFile.toString(), changed.text());
      changed.write(jobFile);
      engine.filter(after.rules());
      return before;
    } catch (JobFileException e) {
      throw new ControlException(
          e.problems().stream().map(JobProblem::toString).collect(Collectors.joining("\n")), e);
    } catch (IOException e) {
      throw new ControlException(
          "%s can't be written: %s. Nothing was changed.".formatted(jobFile, e.getMessage()), e);
    }
  }

  /** It must come first where other rules could keep the path. */
  private static PairDef without(PairDef pair, String pattern) {
    List<String> filter = new ArrayList<>(pair.filter());
    List<String> exclude = new ArrayList<>(pair.exclude());
    if (isLast(pair)) {
      exclude.add(pattern);
    } else {
      filter.addFirst(first(pattern));
    }
    return pair.with(filter, exclude);
  }

  private static boolean isLast(PairDef pair) {
    return pair.filter().isEmpty() && pair.include().isEmpty();
  }

  private static String first(String pattern) {
    return "- " + pattern;
  }

  /**
   * @param last where it was written; null: it does not stand there
   */
  private static @Nullable PairDef again(PairDef pair, String pattern, boolean last) {
    List<String> filter = new ArrayList<>(pair.filter());
    List<String> exclude = new ArrayList<>(pair.exclude());
    int at = last ? exclude.lastIndexOf(pattern) : filter.indexOf(first(pattern));
    if (at < 0) {
      return null;
    }
    String _ = (last ? exclude : filter).remove(at);
    return pair.with(filter, exclude);
  }

  private static Job with(Job job, PairDef changed) {
    List<PairDef> pairs =
        job.pairs().stream()
            .map(pair -> pair.name().equals(changed.name()) ? changed : pair)
            .toList();
    return new Job(job.name(), job.hosts(), pairs, job.settings());
  }
}
