package org.duplexsync.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.duplexsync.host.Shell;
import org.duplexsync.host.ssh.LoopbackHosts;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bridge between two channels of a real sshd, with compression. */
class BridgeOverSshTest {
  @TempDir Path base;

  private final AtomicLong told = new AtomicLong();
  private final AtomicLong travelled = new AtomicLong();
  private final AtomicLong waits = new AtomicLong();

  private Ends counted(Ends ends) {
    return new Ends(counted(ends.a()), counted(ends.b()));
  }

  private End counted(End end) {
    Shell shell = Objects.requireNonNull(end.shell());
    return new End(
        end.name(),
        end.tree(),
        end.epoch(),
        end.facts(),
        new CountingShell(shell, travelled, waits));
  }

  private void commit(RealTrees trees, Choice choice) throws Exception {
    trees.planAll(choice);
    travelled.set(0);
    told.set(0);
    Watcher watcher =
        new Watcher() {
          @Override
          public void travelled(long bytes) {
            told.addAndGet(bytes);
          }

          @Override
          public void ended(RelPath path, Outcome outcome) {}
        };
    Summary summary =
        new Committer(trees.setup(), counted(trees.ends()), trees.ledger)
            .run(watcher, new Cancel());
    assertEquals(0, summary.failed() + summary.drifted(), trees.ledger.outcomes.toString());
    assertEquals(RealTrees.fingerprint(trees.a), RealTrees.fingerprint(trees.b));
    assertTrue(
        trees.ledger.journal.stream().anyMatch(row -> "bridge".equals(row.route())), "no bridge");
    trees.ledger.journal.clear();
  }

  @Test
  void aCancelDoesNotWaitForRsyncToEnd() throws Exception {
    try (LoopbackHosts hosts = new LoopbackHosts(base.resolve("ssh"));
        RealTrees trees = new RealTrees(base, Route.BRIDGE, hosts.connect(), hosts.connect())) {
      RealTrees.run(trees.a, "head -c 200000000 /dev/urandom > big");
      trees.planAll(Choice.A_TO_B);
      Cancel cancel = new Cancel();
      AtomicLong asked = new AtomicLong();
      Watcher watcher =
          new Watcher() {
            @Override
            public void travelled(long bytes) {
              if (asked.compareAndSet(0, System.nanoTime())) {
                cancel.cancel();
              }
            }

            @Override
            public void ended(RelPath path, Outcome outcome) {}
          };
      Summary summary =
          new Committer(trees.setup(), counted(trees.ends()), trees.ledger).run(watcher, cancel);
      long millis = (System.nanoTime() - asked.get()) / 1_000_000;
      assertTrue(summary.cancelled());
      assertEquals(0, waits.get());
      assertTrue(millis < 3_000, "took " + millis + " ms on a machine that may be busy");
      assertEquals("", RealTrees.run(trees.b, "ls -A"));
    }
  }

  @Test
  void largeFilesTravelBothWaysAndOnlyTheirDifference() throws Exception {
    try (LoopbackHosts hosts = new LoopbackHosts(base.resolve("ssh"));
        RealTrees trees = new RealTrees(base, Route.BRIDGE, hosts.connect(), hosts.connect())) {
      RealTrees.run(
          trees.a,
          "head -c 20000000 /dev/urandom > 'big one'; echo 1 > '#'; mkdir d; echo 2 > d/-x");
      commit(trees, Choice.A_TO_B);
      assertTrue(travelled.get() > 20_000_000, "only " + travelled);
      RealTrees.run(
          trees.b, "printf changed | dd of='big one' bs=1 seek=9000000 conv=notrunc 2>&1");
      commit(trees, Choice.B_TO_A);
      assertTrue(travelled.get() < 500_000, travelled + " bytes for 7 changed");
      assertEquals(20_000_004, told.get(), "progress is in bytes of content");
    }
  }
}
