package org.duplexsync.commit;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.duplexsync.model.Cause;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Route;
import org.jspecify.annotations.Nullable;

/**
 * What a commit is given besides the plan.
 *
 * @param batch how many files may be staged before they are committed and recorded
 * @param names makes names of staged files and versions; a SecureRandom but in simulations
 * @param owners owner and group are carried over
 * @param setIds setuid and setgid are carried over
 * @param pace slows down what travels
 * @param grows files that are written all the time: of these what there was when they were looked
 *     at is copied, though they have grown since
 * @param keepFor how long versions are kept, null: until someone has seen them
 */
public record Setup(
    String pair,
    long run,
    Cause cause,
    Route route,
    boolean owners,
    boolean setIds,
    Predicate<RelPath> grows,
    @Nullable Duration keepFor,
    Pace pace,
    InstantSource clock,
    RandomGenerator names,
    int batch,
    Together together) {
  /** No file grows. */
  public static final Predicate<RelPath> NONE = _ -> false;

  /** What the store takes at once. */
  public static final int MOST = Batch.LIMIT;
}
