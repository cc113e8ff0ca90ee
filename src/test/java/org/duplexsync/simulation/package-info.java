/**
 * Whole runs of scan, reconcile, review by policy and commit on two machines in memory, with people
 * at work on both, faults at any point and restarts, all from one seed. {@link
 * org.duplexsync.simulation.Episode} is one history; {@link org.duplexsync.simulation.Held} and
 * {@link org.duplexsync.simulation.Truth} are what must hold.
 */
@NullMarked
package org.duplexsync.simulation;

import org.jspecify.annotations.NullMarked;
