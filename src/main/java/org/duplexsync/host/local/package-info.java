/** The contract on the machine that the engine runs on: the same helper as a child process. */
@NullMarked
package org.duplexsync.host.local;

import org.jspecify.annotations.NullMarked;
