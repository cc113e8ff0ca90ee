/**
 * The engine's side of a commit: one approval or one batch of a live pair carried out by package
 * {@code commit} and recorded, what an earlier run left open settled, servers made durable, old
 * contents looked after until they go. Start with {@link
 * org.duplexsync.engine.committing.CommitRun}; {@link org.duplexsync.engine.committing.Committing}
 * is what all of it needs of a pair.
 */
@NullMarked
package org.duplexsync.engine.committing;

import org.jspecify.annotations.NullMarked;
