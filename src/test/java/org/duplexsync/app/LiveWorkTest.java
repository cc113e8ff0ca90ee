package org.duplexsync.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.duplexsync.lab.Lab;
import org.duplexsync.lab.LabTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people do to trees, while the engine follows, on two real hosts; smaller than {@code
 * src/bench/live.py work} does it, but for the one that must overrun an inotify queue.
 */
@LabTest
class LiveWorkTest {
  private final Lab lab;
  @TempDir Path directory;
  private LabJob job;

  @SuppressWarnings("NullAway.Init")
  private LiveEngine engine;

  LiveWorkTest(Lab lab) throws IOException {
    this.lab = lab;
    this.job = new LabJob(lab, Path.of("/"), Path.of("/"));
  }

  @BeforeEach
  void live() throws IOException {
    lab.wipe();
    job = LiveJob.images(lab, directory, LiveJob.NEVER.formatted("newer"));
    engine = new LiveEngine(job);
    engine.awaitLive(Duration.ofSeconds(30));
  }

  @AfterEach
  void end() {
    engine.stop();
    engine.close();
  }

  /** Waits until both sides hold so many paths, and then asks that they are the same. */
  private void endsEqual(int paths, Duration limit) {
    engine.await(
        () -> count(job.onA(COUNT)) == paths && count(job.onB(COUNT)) == paths,
        limit,
        () ->
            "A has %s paths, B %s, not %d; %s"
                .formatted(job.onA(COUNT), job.onB(COUNT), paths, engine.status()));
    engine.await(
        () -> job.onA(LabJob.TRUTH).equals(job.onB(LabJob.TRUTH)), limit, () -> "never equal");
    LiveEngine.pause(Duration.ofSeconds(1));
    assertEquals(paths, count(job.onA(COUNT)));
    assertEquals(job.onA(LabJob.TRUTH), job.onB(LabJob.TRUTH));
    assertEquals(job.onA(DIRS), job.onB(DIRS));
  }

  private static final String COUNT = "find . -mindepth 1 | wc -l";
  private static final String DIRS = "find . -type d -printf '%P %m\\n' | LC_ALL=C sort";

  private static int count(String text) {
    return Integer.parseInt(text.strip());
  }

  @Test
  void createsOnBothSidesAtOnceThenDeletes() {
    job.onA(
        "for d in $(seq -w 10); do mkdir a$d; for f in $(seq -w 100); do echo $d$f > a$d/$f; done; done");
    job.onB(
        "for d in $(seq -w 5); do mkdir b$d; for f in $(seq -w 100); do echo $d$f > b$d/$f; done; done");
    endsEqual(1515, Duration.ofSeconds(30));
    job.onB("rm a0[1-4]/0[0-4]* a10/100");
    endsEqual(1515 - 4 * 49 - 1, Duration.ofSeconds(30));
  }

  @Test
  void moreFilesThanAnInotifyQueueHoldsAreUnpacked() {
    job.onA(
        """
        perl -e 'for my $d (1 .. 20) { mkdir "../t$d"; for my $f (1 .. 400) { open my $o, ">", "../t$d/f$f"; print $o "$d $f\\n" } }'
        cd ..; tar cf t.tar t[0-9]*; cd images; tar xf ../t.tar
        """);
    endsEqual(20 * 401, Duration.ofSeconds(60));
  }

  @Test
  void anEditDoesNotWaitForAsManyNamesAsAppearAtOnceInOneDirectory() {
    job.onA("echo before > edited");
    endsEqual(1, Duration.ofSeconds(10));
    job.onA(
        """
        perl -e 'mkdir "../many"; for my $f (1 .. 30000) { open my $o, ">", "../many/f$f"; print $o "$f\\n" }'
        mv ../many .
        """);
    String arrived = "find many -type f 2>/dev/null | wc -l";
    engine.await(
        () -> count(job.onB(arrived)) > 0,
        Duration.ofMinutes(1),
        () -> "none came: " + engine.status());
    job.onA("echo after > edited");
    engine.await(
        () -> job.onB("cat edited").equals("after\n"),
        Duration.ofMinutes(1),
        () -> "the edit never came: " + engine.status());
    int before = count(job.onB(arrived));
    assertTrue(before < 30000, "all of them came before the edit");
    endsEqual(30002, Duration.ofMinutes(2));
  }

  @Test
  void aRepositoryIsCheckedOutBackAndForth() {
    job.onA(
        """
        export HOME=$(mktemp -d ~/repo.XXXX) GIT_CONFIG_NOSYSTEM=1; git init -q $HOME/r; cd $HOME/r
        git config user.email w@example.org; git config user.name w
        perl -e 'for my $d (1 .. 20) { mkdir "m$d"; for my $f (1 .. 50) { open my $o, ">", "m$d/f$f.c"; print $o "$d $f\\n" } }'
        git add -A; git commit -qm one; git tag one
        rm -rf m1 m2; mv m3 n3; for f in m*/f1*.c; do echo more >> $f; done; echo new > m9/new
        git add -A; git commit -qm two; git tag two
        mv $HOME/r/.git /home/webmgr/git
        """);
    String checkout = "git --git-dir=$HOME/git --work-tree=. checkout -q -f ";
    job.onA(checkout + "one");
    endsEqual(1020, Duration.ofSeconds(30));
    job.onA(checkout + "two");
    endsEqual(1020 - 102 + 1, Duration.ofSeconds(30));
    job.onA(checkout + "one; " + checkout + "two; " + checkout + "one");
    endsEqual(1020, Duration.ofSeconds(30));
  }

  @Test
  void rsyncWritesIntoARootAndADeepTreeMoves() {
    job.onB(
        """
        mkdir ~/source; cd ~/source
        for d in 1 2 3 4 5; do mkdir -p $d/x/y/z; for f in $(seq 20); do head -c 3000 /dev/urandom > $d/x/y/z/$f; done; done
        """);
    job.onB("rsync -a ~/source/ there/");
    endsEqual(1 + 5 * 24, Duration.ofSeconds(20));
    job.onB("cd ~/source; rm -r 1; mv 2 22; for f in 3/x/y/z/*; do echo more >> $f; done");
    job.onB("rsync -a --delete ~/source/ there/");
    endsEqual(1 + 4 * 24, Duration.ofSeconds(20));
    job.onA("mkdir other; mv there other/moved");
    endsEqual(2 + 4 * 24, Duration.ofSeconds(20));
    job.onB("mv other/moved ~/outside");
    endsEqual(1, Duration.ofSeconds(20));
    job.onB("mv ~/outside back");
    endsEqual(2 + 4 * 24, Duration.ofSeconds(20));
  }

  /** Never quiet for as long as a look takes, and nothing tells when it is closed. */
  @Test
  void aLogThatIsWrittenWithoutAPauseTravelsAtAPace() {
    job.onA("seq 1000 > app.log");
    endsEqual(1, Duration.ofSeconds(10));
    var writer =
        Thread.ofVirtual()
            .start(() ->
                job.onA(
                    """
                    perl -e '$| = 1; open my $o, ">>", "app.log"; select((select($o), $| = 1)[0]);
                      for my $n (1 .. 4000) {
                        print $o "line $n of a log\\n"; select undef, undef, undef, 0.005;
                        if ($n == 1800) { rename "app.log", "app.log.1"; open $o, ">", "app.log"; select((select($o), $| = 1)[0]) }
                      }'
                    """));
    int changes = 0;
    long longest = 0;
    long last = System.nanoTime();
    String before = size();
    while (writer.isAlive()) {
      String now = size();
      if (!now.equals(before)) {
        longest = Math.max(longest, System.nanoTime() - last);
        last = System.nanoTime();
        changes++;
        before = now;
      }
      LiveEngine.pause(Duration.ofMillis(100));
    }
    longest = Math.max(longest, System.nanoTime() - last);
    endsEqual(2, Duration.ofSeconds(20));
    assertTrue(changes >= 3, "it came in " + changes + " parts");
    assertTrue(longest < 16e9, "for " + longest / 1e9 + " s nothing came");
  }

  private String size() {
    return job.onB("cat app.log app.log.1 2>/dev/null | wc -c");
  }

  @Test
  void aLogIsWrittenAllTheTimeAndRotated() {
    job.onA(
        """
        n=0
        for round in 1 2 3 4 5 6 7 8; do
          exec 9>>access.log
          for part in 1 2 3 4 5; do
            for i in 1 2 3 4 5 6 7 8 9; do n=$((n + 1)); echo "$n GET / 200" >&9; done
            sleep 0.1
          done
          for i in 3 2 1; do [ ! -e access.log.$i ] || mv access.log.$i access.log.$((i + 1)); done
          mv access.log access.log.1
          echo "$n the last line" >&9
        done
        echo end > access.log
        """);
    endsEqual(5, Duration.ofSeconds(20));
    assertEquals("end\n", job.onB("cat access.log"));
  }
}
