package org.duplexsync.app;

import java.util.List;
import java.util.Set;
import org.duplexsync.host.ssh.SshHosts;
import org.duplexsync.store.Store;

/**
 * What a command that reaches servers will need in a moment is loaded while its arguments and its
 * job are still being read: the parts that take longest when they are used first.
 */
final class HeadStart {
  private static final Set<String> REACHING =
      Set.of("check", "compare", "sync", "review", "run", "demo");

  private HeadStart() {}

  /** Nobody waits for it; whatever fails in it will fail again where it is told. */
  static void give(String... arguments) {
    if (arguments.length > 0 && REACHING.contains(arguments[0])) {
      for (Runnable part : List.<Runnable>of(HeadStart::small, SshHosts::warmUp)) {
        Thread.ofPlatform().daemon().name("head-start").start(part);
      }
    }
  }

  private static void small() {
    Store.warmUp();
    Ending.prepare();
  }
}
