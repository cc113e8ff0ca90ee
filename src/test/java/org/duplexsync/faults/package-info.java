/**
 * Random work on two trees and a judge of what became of it. {@link org.duplexsync.faults.Worker}
 * changes a host's tree as users do and tells exactly what each change took away, {@link
 * org.duplexsync.faults.Ledger} remembers all of it, and {@link org.duplexsync.faults.Oracle} says
 * from the ledger and from what both hosts hold in the end whether anything was lost, silently
 * overwritten or came back. It knows nothing of the engine.
 */
@NullMarked
package org.duplexsync.faults;

import org.jspecify.annotations.NullMarked;
