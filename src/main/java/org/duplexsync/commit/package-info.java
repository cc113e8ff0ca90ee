/**
 * Carries out an approved plan: actions are put in order, made durable as intents, staged by a
 * route, committed on the servers and recorded. Promises that no path is ever half written, that
 * nothing is replaced or removed that is not as planned, and that what is replaced or removed is
 * kept as a version. Start reading at {@link org.duplexsync.commit.Committer}; {@link
 * org.duplexsync.commit.Settle} is what follows a crash.
 */
@NullMarked
package org.duplexsync.commit;

import org.jspecify.annotations.NullMarked;
