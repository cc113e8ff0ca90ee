/**
 * The words of Duplex as data: paths, entries, what was agreed, what changed, plan items,
 * decisions, actions and outcomes. Records and sealed types only; nothing here does I/O or knows a
 * clock. Start reading at {@link org.duplexsync.model.Entry} and {@link
 * org.duplexsync.model.PlanItem}.
 */
@NullMarked
package org.duplexsync.model;

import org.jspecify.annotations.NullMarked;
