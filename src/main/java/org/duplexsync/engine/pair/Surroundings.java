package org.duplexsync.engine.pair;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.random.RandomGenerator;

/**
 * What an engine gets from outside, so that a simulation can give it something else.
 *
 * @param zone in which times are told to people
 * @param random makes names of staged files and versions; unpredictable outside of simulations
 * @param owner names this engine to others: user, machine, process
 */
public record Surroundings(
    InstantSource clock,
    ZoneId zone,
    RandomGenerator random,
    Together together,
    Waiting waiting,
    String owner) {}
