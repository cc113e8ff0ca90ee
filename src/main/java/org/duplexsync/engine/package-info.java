/**
 * The pipeline of one pair: connect, settle what was left open, list, look closer, plan, commit,
 * remember. {@link org.duplexsync.engine.PairEngine} is its front, with a file for each thing that
 * is asked of it; {@link org.duplexsync.engine.Live} and what begins with that word is live mode's
 * I/O. The steps stand in the packages within. Waits and time go through what is injected; nothing
 * here knows SSH or a screen. Promises that a lost host ends the run and leaves a state from which
 * the next one starts right.
 */
@NullMarked
package org.duplexsync.engine;

import org.jspecify.annotations.NullMarked;
