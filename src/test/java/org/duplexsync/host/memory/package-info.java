/**
 * The host contract in memory: a {@link org.duplexsync.host.memory.MemoryMachine} has a disk with
 * the semantics of a real file system (inodes that are used again, ctimes that renames move,
 * rights, exchange) and a clock; a {@link org.duplexsync.host.memory.MemoryHost} is a connection to
 * it that can be lost at any point. Tests and the simulation change the disk as a {@link
 * org.duplexsync.host.memory.MemoryUser} between any two steps.
 */
@NullMarked
package org.duplexsync.host.memory;

import org.jspecify.annotations.NullMarked;
