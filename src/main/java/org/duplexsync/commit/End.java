package org.duplexsync.commit;

import org.duplexsync.host.HostFacts;
import org.duplexsync.host.Shell;
import org.duplexsync.host.Tree;
import org.jspecify.annotations.Nullable;

/**
 * One side as a commit sees it.
 *
 * @param epoch of the lease that this engine holds there
 * @param shell where rsync can be started, null where it can't
 */
public record End(String name, Tree tree, long epoch, HostFacts facts, @Nullable Shell shell) {}
