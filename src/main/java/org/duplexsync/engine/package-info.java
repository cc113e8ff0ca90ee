/**
 * The pipeline of one pair: connect, settle what was left open, scan, look closer, plan, commit,
 * remember. {@link org.duplexsync.engine.PairEngine} is its front; {@link
 * org.duplexsync.engine.Comparison} is one compare from listing to plan. Waits and time go through
 * what is injected; nothing here knows SSH or a screen. Promises that a lost host ends the run and
 * leaves a state from which the next one starts right.
 */
@NullMarked
package org.duplexsync.engine;

import org.jspecify.annotations.NullMarked;
