package org.duplexsync.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.duplexsync.lab.Lab;
import org.duplexsync.lab.LabTest;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A local user of B, who may write in a directory of the root, swaps that directory for a link to a
 * private directory of the account that Duplex works as, thousands of times while Duplex works.
 */
@LabTest
class AttackTest {
  private static final int ROUNDS = 8;
  private static final int SWAPS = 2_000;
  private static final int SHOWN = 100;
  private static final String PRIVATE = "/home/imgcms/private";
  private static final String SWAP =
      """
      chdir '/home/imgcms/images/pub' or die "no pub: $!";
      my $n = 0;
      $| = 1;
      $SIG{TERM} = sub { rename 'd.real', 'd'; exit 0 };
      while (1) {
        rename 'd', 'd.real' or next;
        symlink '/home/imgcms/private', 'd';
        select undef, undef, undef, 0.0005 * rand;
        unlink 'd';
        rename 'd.real', 'd';
        print "swapped\\n" if ++$n % SHOWN == 0;
        select undef, undef, undef, 0.0005 * rand;
      }
      """
          .replace("SHOWN", Integer.toString(SHOWN));

  private final Lab lab;
  @TempDir Path directory;
  private LabJob job;

  AttackTest(Lab lab) {
    this.lab = lab;
    this.job = new LabJob(lab, Path.of("/"), Path.of("/"));
  }

  @BeforeEach
  void aDirectoryThatOthersMayWriteIn() throws IOException {
    lab.wipe();
    LabJob images = LabJob.images(lab, directory);
    Files.writeString(
        images.file(),
        Files.readString(images.file())
            .replace(
                "\"pairs\": [{",
                "\"pairs\": [{\"policy\": {\"deleteLimit\": {\"count\": 100000, \"percent\":"
                    + " 100}}, "));
    job = images;
    job.onB(
        """
        mkdir -p pub/d; mkdir -m 700 %s
        for i in $(seq 20); do
          echo "secret $i" > %s/a$i; echo "secret $i" > %s/b$i; echo "secret $i" > %s/gone$i
          echo "of b $i" > pub/d/b$i; echo "to go $i" > pub/d/gone$i
        done
        chmod -R g-rwx,o-rwx %s
        """
            .formatted(PRIVATE, PRIVATE, PRIVATE, PRIVATE, PRIVATE));
    job.syncAll().exits(0);
  }

  private String secrets() {
    return lab.sh(
        Side.B,
        "root",
        "cd " + PRIVATE + "; find . -printf '%P %y %s %T@ %C@ %m %i\\n' | sort; sha256sum *");
  }

  private static int naive(Lab lab) {
    String written =
        lab.sh(
            Side.B,
            "imgcms",
            "for i in $(seq 3000); do echo naive > images/pub/d/naive$i; done 2>/dev/null || true;"
                + " ls private | grep -c naive || true;"
                + " for i in 1 2 3 4 5 6 7 8 9; do rm -f images/pub/d*/naive*; done;"
                + " rm -f private/naive*");
    return Integer.parseInt(written.strip());
  }

  private void syncAll() throws Exception {
    DuplexRun run =
        job.run(
            "sync",
            "--approve",
            "all",
            "--yes",
            "--accept-guards",
            "--deletes",
            "propagate",
            "--confirm-deletes",
            "100000");
    assertTrue(run.exit() < 3, run.exit() + "\n" + run.out() + run.err());
  }

  private void usersWrite(int round) {
    job.onA(
        """
        mkdir -p pub/d
        for i in $(seq 20); do
          echo "round ROUND $i" > pub/d/a$i; echo "new" > pub/d/new-ROUND-$i
        done
        [ ROUND -gt 3 ] || rm -f pub/d/goneROUND pub/d/gone1ROUND
        """
            .replace("ROUND", Integer.toString(round + 1)));
    lab.exec(
        Side.B,
        "imgcms",
        "sh",
        "-c",
        "cd images/pub/d && [ \"$(pwd -P)\" = /home/imgcms/images/pub/d ]"
            + " && for i in $(seq 20); do [ ! -e b$i ] || echo 'round "
            + round
            + "' > /home/imgcms/images/pub/d.real/b$i || true; done; true");
  }

  @Test
  void nothingOutsideTheRootIsTouchedOrRead() throws Exception {
    Process attacker = lab.start(Side.B, "webmgr", "perl", "-e", SWAP);
    AtomicInteger swaps = new AtomicInteger();
    Thread counting =
        Thread.startVirtualThread(
            () -> attacker.inputReader().lines().forEach(shown -> swaps.addAndGet(SHOWN)));
    try {
      assertTrue(naive(lab) > 0, "a program that trusts paths is led astray");
      String before = secrets();
      for (int round = 0; round < ROUNDS || swaps.get() < SWAPS; round++) {
        assertTrue(attacker.isAlive(), "the attack goes on");
        usersWrite(round);
        syncAll();
        assertEquals(before, secrets(), "round " + round);
      }
    } finally {
      lab.exec(Side.B, "root", "pkill", "-TERM", "-u", "webmgr", "perl");
      attacker.waitFor();
      counting.join();
    }
    assertFalse(job.onA("grep -rl secret . || true").contains("/"), "a secret was carried to A");
    job.onB(
        "[ ! -L pub/d ] || rm pub/d; [ ! -d pub/d.real ] || mv pub/d.real pub/d; rm -f pub/d/naive*");
    job.onA("[ ! -L pub/d ] || rm pub/d; rm -rf pub/d.real");
    for (int i = 0; i < 3; i++) {
      syncAll();
    }
    assertEquals(
        job.onA("ls pub/d | sort"),
        job.onB("ls pub/d | sort"),
        () -> "both go on, not: " + job.run("compare", "--json").out());
  }
}
