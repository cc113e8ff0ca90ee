/**
 * Job files: which trees on which hosts are kept equal, and by what rules. Reading is strict; what
 * is wrong is told with file, line, column, key and what to write instead, all of it at once.
 * Writing changes only what changed and leaves the operator's formatting. Start at {@link
 * org.duplexsync.job.JobFile}; docs/job-file.md is the reference.
 */
@NullMarked
package org.duplexsync.job;

import org.jspecify.annotations.NullMarked;
