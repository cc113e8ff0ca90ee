/**
 * The command line: each command is a class, all of them work on {@link
 * org.duplexsync.control.JobControl} alone. Promises the exit codes of {@link
 * org.duplexsync.cli.ExitCode} and one JSON document under {@code --json}. Start reading at {@link
 * org.duplexsync.cli.Cli}.
 */
@NullMarked
package org.duplexsync.cli;

import org.jspecify.annotations.NullMarked;
