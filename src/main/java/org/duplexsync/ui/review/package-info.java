/**
 * The review: what differs, why, what would be done, and the one button that lets it happen. {@link
 * org.duplexsync.ui.review.ReviewModel} knows, {@link org.duplexsync.ui.review.ReviewView} shows.
 */
@NullMarked
package org.duplexsync.ui.review;

import org.jspecify.annotations.NullMarked;
