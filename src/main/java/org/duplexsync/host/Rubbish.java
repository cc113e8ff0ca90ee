package org.duplexsync.host;

import org.duplexsync.model.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Something that was staged and will not be put into the tree.
 *
 * @param staged as it was staged: then it goes only if it is still that, for a step may have
 *     brought something else out under its name; null: it never came so far
 */
public record Rubbish(String stage, @Nullable Entry staged) {}
