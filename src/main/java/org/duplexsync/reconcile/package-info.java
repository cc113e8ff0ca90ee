/**
 * The three-way reconcile as pure functions: no I/O, no clock, no threads, and nothing that grows
 * with the number of differences. {@link org.duplexsync.reconcile.Join} finds differences in sorted
 * streams, {@link org.duplexsync.reconcile.Looks} says what must be hashed, {@link
 * org.duplexsync.reconcile.Pairing} finds moves, {@link org.duplexsync.reconcile.Classify} makes
 * plan items, {@link org.duplexsync.reconcile.Directories} lets directories and what is in them
 * agree, {@link org.duplexsync.reconcile.Guards} stops what looks wrong, and {@link
 * org.duplexsync.reconcile.Actions} says what a choice does. Promises that swapping the sides swaps
 * the answer, that the same input gives the same answer, and that a path which is not known is
 * never taken for one that is not there.
 */
@NullMarked
package org.duplexsync.reconcile;

import org.jspecify.annotations.NullMarked;
