/**
 * A pair: what its job says ({@link org.duplexsync.engine.pair.PairSpec}), how both machines are
 * reached and asked at once ({@link org.duplexsync.engine.pair.Link}, {@link
 * org.duplexsync.engine.pair.Together}), the right to write there, the wish to end a request, and
 * the little that is kept with it from one compare to the next. Knows nothing of plans or commits.
 */
@NullMarked
package org.duplexsync.engine.pair;

import org.jspecify.annotations.NullMarked;
