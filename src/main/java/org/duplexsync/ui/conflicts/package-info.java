/**
 * What waits for a person, each with both sides and its choices: {@link
 * org.duplexsync.ui.conflicts.ConflictsView}.
 */
@NullMarked
package org.duplexsync.ui.conflicts;

import org.jspecify.annotations.NullMarked;
