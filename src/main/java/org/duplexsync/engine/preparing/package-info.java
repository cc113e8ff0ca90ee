/**
 * What comes before a compare: leases are taken, witnesses asked, roots recognised, what an earlier
 * run left open is settled, and it is found out what of the baseline may be believed. Start with
 * {@link org.duplexsync.engine.preparing.Preparation}; {@link
 * org.duplexsync.engine.preparing.Prepared} is what it found.
 */
@NullMarked
package org.duplexsync.engine.preparing;

import org.jspecify.annotations.NullMarked;
