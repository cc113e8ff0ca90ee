/**
 * What a front end may do with a job, the same for window and command line: {@link
 * org.duplexsync.control.JobControl} holds a {@link org.duplexsync.control.PairControl} for each
 * pair. Calls that reach a server block (call them in the background); what they tell is immutable.
 * Trouble is a {@link org.duplexsync.control.ControlException} whose message is a sentence for the
 * operator.
 */
@NullMarked
package org.duplexsync.control;

import org.jspecify.annotations.NullMarked;
