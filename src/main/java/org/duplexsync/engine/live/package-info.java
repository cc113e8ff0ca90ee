/**
 * Live mode without its I/O: which paths are to be looked at and from when on ({@link
 * org.duplexsync.engine.live.DirtySet}), and the machine that goes live, follows changes and comes
 * back from outages ({@link org.duplexsync.engine.live.LiveMachine}). It is moved on step by step
 * with the time as an argument, so that a simulation can play it; what it needs of an engine is
 * {@link org.duplexsync.engine.live.Pipeline}.
 */
@NullMarked
package org.duplexsync.engine.live;

import org.jspecify.annotations.NullMarked;
