package org.duplexsync.ui.activity;

import java.time.Duration;
import java.util.List;
import org.duplexsync.control.Activity;
import org.duplexsync.control.Activity.Sample;

/**
 * What the graph of an activity shows.
 *
 * @param toA bytes per second in each step, oldest first; {@code toB} likewise, as many
 * @param top what the axis goes up to, on both sides of it alike; 0: nothing travelled
 * @param span the time that the steps cover
 */
record Throughput(double[] toA, double[] toB, long top, Duration span) {
  /** So that one early sample doesn't fill the whole width. */
  private static final int FEWEST = 60;

  static Throughput of(Activity activity) {
    List<Sample> samples = activity.samples();
    int size = Math.max(FEWEST, samples.size());
    double seconds = Math.max(0.001, activity.step().toNanos() / 1e9);
    double[] toA = new double[size];
    double[] toB = new double[size];
    double most = 0;
    for (int i = 0; i < samples.size(); i++) {
      int at = size - samples.size() + i;
      toA[at] = Math.max(0, samples.get(i).toA()) / seconds;
      toB[at] = Math.max(0, samples.get(i).toB()) / seconds;
      most = Math.max(most, Math.max(toA[at], toB[at]));
    }
    return new Throughput(toA, toB, top(most), activity.step().multipliedBy(size));
  }

  /** 1, 2 or 5 times a power of ten of B, KiB, MiB, ... */
  private static long top(double most) {
    if (most <= 0) {
      return 0;
    }
    long unit = 1;
    while (most / unit >= 1000) {
      unit *= 1024;
    }
    for (long ten = 1; ; ten *= 10) {
      for (long step : new long[] {ten, 2 * ten, 5 * ten}) {
        if (most <= (double) step * unit) {
          return step * unit;
        }
      }
    }
  }

  boolean empty() {
    return top == 0;
  }

  /** The last step that is over: the one still filling tells too little. */
  long nowToA() {
    return Math.round(toA[toA.length - 2]);
  }

  long nowToB() {
    return Math.round(toB[toB.length - 2]);
  }
}
