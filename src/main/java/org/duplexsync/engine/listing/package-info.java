/**
 * What both sides have, whole or at some places, joined with what was agreed: {@link
 * org.duplexsync.engine.listing.Scan} writes what is not the same everywhere to the store. {@link
 * org.duplexsync.engine.listing.Memory} says how far the baseline may be believed, {@link
 * org.duplexsync.engine.listing.KeptListings} what need not be heard again. Memory does not grow
 * with the trees.
 */
@NullMarked
package org.duplexsync.engine.listing;

import org.jspecify.annotations.NullMarked;
