/**
 * From differences to a plan: content is looked at where metadata can't tell, moves are paired,
 * rows are classified by package {@code reconcile}, what accounts can't do is found out,
 * directories are brought in line, guards count. Start with {@link
 * org.duplexsync.engine.planning.PlanMaking}; {@link org.duplexsync.engine.planning.Requests} puts
 * what an operator asks for into a plan.
 */
@NullMarked
package org.duplexsync.engine.planning;

import org.jspecify.annotations.NullMarked;
