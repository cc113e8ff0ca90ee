/**
 * What a person should know of two machines and roots before anything is compared: programs,
 * rights, clocks, what one file system can and the other can't. {@link
 * org.duplexsync.engine.checking.Findings} asks for all of it. Nothing is written but probes.
 */
@NullMarked
package org.duplexsync.engine.checking;

import org.jspecify.annotations.NullMarked;
