/**
 * What Duplex remembers, in one SQLite file per job: the baseline, differences and plans,
 * decisions, intents, the journal, versions and hashes. Nothing is held in memory: rows are
 * streamed in the byte order of their paths. What must survive a power cut (intents, commits,
 * approvals) is synced; what a new compare brings back (differences, plans under way, hashes) is
 * written without waiting for the disk. One process writes; others may read. Start reading at
 * {@link org.duplexsync.store.Store}.
 */
@NullMarked
package org.duplexsync.store;

import org.jspecify.annotations.NullMarked;
