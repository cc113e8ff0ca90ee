/**
 * What an engine without a window does beside its work: it logs, writes a status file, calls a
 * command when a person is needed, and tells a service manager how it fares. Start reading at
 * {@link org.duplexsync.headless.Headless}.
 */
@NullMarked
package org.duplexsync.headless;

import org.jspecify.annotations.NullMarked;
