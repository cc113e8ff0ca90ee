/**
 * Decisions and approvals. Nothing reaches a server that was not approved here, by a person or by a
 * policy that stands in for one: {@link org.duplexsync.review.Review} alone makes an {@link
 * org.duplexsync.review.ApprovedPlan}, and only that can be committed. Nothing is held in memory,
 * so a half-done review survives the process.
 */
@NullMarked
package org.duplexsync.review;

import org.jspecify.annotations.NullMarked;
