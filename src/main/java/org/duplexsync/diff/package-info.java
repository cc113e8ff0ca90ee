/**
 * Differences of contents, pure: text, so far. Start reading at {@link
 * org.duplexsync.diff.TextDiff}.
 */
@NullMarked
package org.duplexsync.diff;

import org.jspecify.annotations.NullMarked;
