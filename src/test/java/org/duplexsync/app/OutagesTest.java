package org.duplexsync.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.duplexsync.Await;
import org.duplexsync.lab.Lab;
import org.duplexsync.lab.LabTest;
import org.duplexsync.lab.Link;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trouble in the middle of a commit, on two real hosts: what is there afterwards, and that the next
 * run is right.
 */
@LabTest
class OutagesTest {
  private static final int FILES = 4_000;
  private static final String[] ALL = {"--approve", "all", "--yes"};

  private final Lab lab;
  @TempDir Path directory;
  private LabJob job;

  OutagesTest(Lab lab) throws IOException {
    this.lab = lab;
    this.job = new LabJob(lab, Path.of("/"), Path.of("/"));
  }

  @BeforeEach
  void manyFilesOnAAndAnOldOneOnBoth() throws IOException {
    lab.wipe();
    lab.mountSmall(Side.B, "/home/imgcms", 60_000_000);
    job = LabJob.images(lab, directory);
    job.onA("echo agreed > old; touch -d '2026-01-01 12:00' old");
    job.onB("echo agreed > old; touch -d '2026-01-01 12:00' old");
    job.run("sync", "--approve", "none").exits(0);
    job.onA(
        """
        echo edited >> old
        for d in $(seq -w 40); do
          mkdir d$d
          for f in $(seq -w %d); do echo "content of $d/$f" > d$d/f$f; done
        done
        """
            .formatted(FILES / 40));
  }

  @AfterEach
  void heal() {
    lab.heal(Link.OPERATOR_B);
    lab.unmount(Side.B, "/home/imgcms");
  }

  private long filesOnB() {
    return Long.parseLong(job.onB("find . -type f | wc -l").strip());
  }

  /** Started, and some but not all of the files have come to B. */
  private Process inTheMiddle() throws Exception {
    Process sync = job.start("sync", ALL);
    Await.until("the first files are on B", () -> filesOnB() > 1 || !sync.isAlive());
    return sync;
  }

  /**
   * No path of B is half written or lost: each file is there as it is on A, or not yet there; "old"
   * is old or new.
   */
  private void nothingIsHalfDone() {
    String sums = job.onB("find . -type f ! -name old -print0 | xargs -0r sha256sum");
    String onA = job.onA("find . -type f ! -name old -print0 | xargs -0r sha256sum");
    var known = java.util.Set.copyOf(onA.lines().toList());
    assertEquals(java.util.List.of(), sums.lines().filter(line -> !known.contains(line)).toList());
    String old = job.onB("cat old");
    assertTrue(old.equals("agreed\n") || old.equals("agreed\nedited\n"), old);
  }

  /** A helper that was cut off holds its lease for up to 30 seconds. */
  private void theLeaseEnds() throws Exception {
    Await.until("the old lease ends", () -> job.run("sync", "--approve", "none").exit() != 3);
  }

  private void theNextRunIsRight() throws Exception {
    theLeaseEnds();
    job.syncAll().exits(0);
    assertEquals(job.onA(LabJob.TRUTH), job.onB(LabJob.TRUTH));
    assertEquals("", job.onB("find ~/tmpdir -type f -name 's-*'"), "staged files are left");
    job.run("compare").exits(0);
  }

  @Test
  void theEngineIsKilled() throws Exception {
    Process sync = inTheMiddle();
    sync.destroyForcibly().waitFor();
    nothingIsHalfDone();
    theNextRunIsRight();
  }

  @Test
  void theHelperOnBIsKilled() throws Exception {
    Process sync = inTheMiddle();
    lab.exec(Side.B, "root", "pkill", "-9", "-u", "imgcms", "perl");
    assertTrue(sync.waitFor(60, TimeUnit.SECONDS), "it goes on without its helper");
    nothingIsHalfDone();
    theNextRunIsRight();
  }

  @Test
  void theConnectionIsCutInSilence() throws Exception {
    Process sync = inTheMiddle();
    lab.cut(Link.OPERATOR_B);
    assertTrue(sync.waitFor(60, TimeUnit.SECONDS), "it waits for ever");
    lab.heal(Link.OPERATOR_B);
    nothingIsHalfDone();
    theNextRunIsRight();
  }

  @Test
  void theOperatorCancels() throws Exception {
    Process sync = inTheMiddle();
    long at = System.nanoTime();
    sync.destroy();
    assertTrue(sync.waitFor(30, TimeUnit.SECONDS), "it does not end");
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - at);
    assertTrue(millis < 3_000, "took " + millis + " ms on a machine that may be busy");
    nothingIsHalfDone();
    theNextRunIsRight();
  }

  @Test
  void theTargetsDiskIsFull() throws Exception {
    job.onB("head -c 40000000 /dev/zero > ~/filler");
    job.onA("mkdir big; for i in 1 2; do head -c 15000000 /dev/urandom > big/$i; done");
    DuplexRun full = job.syncAll().exits(2);
    assertTrue(full.out().contains("failed: "), full.out());
    nothingIsHalfDone();
    job.onB("rm ~/filler");
    theNextRunIsRight();
  }
}
