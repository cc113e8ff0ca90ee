package org.duplexsync.engine.pair;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.random.RandomGenerator;
import org.duplexsync.commit.Setup;

/**
 * What an engine gets from outside, so that a simulation can give it something else.
 *
 * @param zone in which times are told to people
 * @param random makes names of staged files and versions; unpredictable outside of simulations
 * @param batch how many files are committed together
 * @param owner names this engine to others: user, machine, process
 */
public record Surroundings(
    InstantSource clock,
    ZoneId zone,
    RandomGenerator random,
    Together together,
    Waiting waiting,
    int batch,
    String owner) {
  /** With batches as large as the store takes them. */
  public Surroundings(
      InstantSource clock,
      ZoneId zone,
      RandomGenerator random,
      Together together,
      Waiting waiting,
      String owner) {
    this(clock, zone, random, together, waiting, Setup.MOST, owner);
  }
}
