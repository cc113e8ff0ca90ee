package org.duplexsync.commit;

import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.duplexsync.model.Cause;
import org.duplexsync.model.Route;
import org.jspecify.annotations.Nullable;

/**
 * What a commit is given besides the plan.
 *
 * @param names makes names of staged files and versions; a SecureRandom but in simulations
 * @param owners owner and group are carried over
 * @param setIds setuid and setgid are carried over
 * @param pace slows down what travels
 * @param keepFor how long versions are kept, null: until someone has seen them
 */
public record Setup(
    String pair,
    long run,
    Cause cause,
    Route route,
    boolean owners,
    boolean setIds,
    @Nullable Duration keepFor,
    Pace pace,
    InstantSource clock,
    RandomGenerator names,
    Together together) {}
