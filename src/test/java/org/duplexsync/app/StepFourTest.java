package org.duplexsync.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.duplexsync.lab.Lab;
import org.duplexsync.lab.LabTest;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Step 4 of the two-way lsyncd set-up, word for word, with its users, on two real hosts and with
 * the settings a job has by itself.
 */
@LabTest
class StepFourTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  private final Lab lab;
  @TempDir Path directory;

  StepFourTest(Lab lab) {
    this.lab = lab;
  }

  @BeforeEach
  void homesAsNew() {
    lab.wipe();
  }

  private static String side(String host, String user, String root, String temp) {
    return "{\"host\": \"%s\", \"user\": \"%s\", \"root\": \"%s\", \"tempDir\": \"%s\"}"
        .formatted(host, user, root, temp);
  }

  private static String pair(String name, String user, boolean swapped) {
    String onA =
        side("tgt-a", "webmgr", "/home/webmgr/contents/" + name, "/home/webmgr/tmpdir/" + user);
    String home = "/home/" + user;
    String onB = side("tgt-b", user, home + "/" + name, home + "/tmpdir");
    return "{\"name\": \"%s\", \"a\": %s, \"b\": %s}"
        .formatted(name, swapped ? onB : onA, swapped ? onA : onB);
  }

  private LabJob job(boolean swapped) throws IOException {
    String text =
        "{\"name\": \"web\", \"hosts\": {\"tgt-a\": %s, \"tgt-b\": %s}, \"pairs\": [%s, %s]}"
            .formatted(
                LabJob.host(lab, Side.A),
                LabJob.host(lab, Side.B),
                pair("images", "imgcms", swapped),
                pair("cgi-bins", "cgicms", swapped));
    return new LabJob(
        lab, directory, Files.writeString(directory.resolve("web.duplex.json"), text));
  }

  private void type(Side side, String user, String line) {
    lab.sh(side, user, "umask 002; " + line);
  }

  /** Size, mode, owner and group as {@code ls -l} prints them, and the whole time. */
  private String listed(Side side, String user, String tree) {
    return lab.sh(side, user, "cd ~/" + tree + "; stat -c '%A %U %G %s %n' * 2>/dev/null || true");
  }

  private String times(Side side, String user, String tree) {
    return lab.sh(side, user, "cd ~/" + tree + "; stat -c '%.9Y %n' * 2>/dev/null || true");
  }

  private String images(Side side) {
    return side == Side.A
        ? listed(side, "webmgr", "contents/images")
        : listed(side, "imgcms", "images");
  }

  private String cgi(Side side) {
    return side == Side.A
        ? listed(side, "webmgr", "contents/cgi-bins")
        : listed(side, "cgicms", "cgi-bins");
  }

  private void until(LiveEngine engine, String what, java.util.function.BooleanSupplier holds) {
    engine.await(
        holds,
        SOON,
        () ->
            "waited in vain for %s; A:\n%s%sB:\n%s%s%s"
                .formatted(
                    what,
                    images(Side.A),
                    cgi(Side.A),
                    images(Side.B),
                    cgi(Side.B),
                    engine.status()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void endsAsPrinted(boolean swapped) throws IOException {
    try (LiveEngine engine = new LiveEngine(job(swapped))) {
      engine.awaitLive(Duration.ofSeconds(30));
      type(Side.A, "webmgr", "touch ~/contents/cgi-bins/willbecgicmsowneratremote.txt");
      type(Side.B, "imgcms", "touch ~/images/willbewebmgrowneratremote.txt");
      type(Side.B, "imgcms", "for i in 1 2 3; do touch ~/images/imgfile$i.png; done");
      until(engine, "three pictures on A", () -> images(Side.A).lines().count() == 4);
      until(engine, "the cgi file on B", () -> cgi(Side.B).lines().count() == 1);
      assertEquals("-rw-rw-r-- cgicms cgicms 0 willbecgicmsowneratremote.txt\n", cgi(Side.B));
      type(Side.A, "webmgr", "rm ~/contents/images/imgfile2.png");
      type(Side.B, "imgcms", "rm ~/images/imgfile1.png");
      until(engine, "imgfile2 gone on B", () -> images(Side.B).lines().count() == 2);
      until(engine, "imgfile1 gone on A", () -> images(Side.A).lines().count() == 2);
      type(
          Side.A,
          "webmgr",
          "mv ~/contents/cgi-bins/willbecgicmsowneratremote.txt"
              + " ~/contents/cgi-bins/updatetestfile.cgi");
      until(engine, "the new name on B", () -> cgi(Side.B).endsWith(" 0 updatetestfile.cgi\n"));
      type(
          Side.B,
          "cgicms",
          "echo 'this file size will be 32 bytes' > ~/cgi-bins/updatetestfile.cgi");
      until(engine, "32 bytes on A", () -> cgi(Side.A).endsWith(" 32 updatetestfile.cgi\n"));
      type(
          Side.A,
          "webmgr",
          "echo 'added this data, so ths file size are 84 bytes now.' >>"
              + " ~/contents/cgi-bins/updatetestfile.cgi");
      until(engine, "84 bytes on B", () -> cgi(Side.B).endsWith(" 84 updatetestfile.cgi\n"));
      LiveEngine.pause(Duration.ofSeconds(1));
      asPrinted();
      engine.stop();
    }
  }

  private void asPrinted() {
    for (Side side : Side.values()) {
      String image = side == Side.A ? "webmgr" : "imgcms";
      String cgi = side == Side.A ? "webmgr" : "cgicms";
      assertEquals(
          "-rw-rw-r-- %1$s %1$s 0 imgfile3.png\n-rw-rw-r-- %1$s %1$s 0 willbewebmgrowneratremote.txt\n"
              .formatted(image),
          images(side));
      assertEquals("-rw-rw-r-- %1$s %1$s 84 updatetestfile.cgi\n".formatted(cgi), cgi(side));
    }
    assertEquals(times(Side.A, "webmgr", "contents/images"), times(Side.B, "imgcms", "images"));
    assertEquals(times(Side.A, "webmgr", "contents/cgi-bins"), times(Side.B, "cgicms", "cgi-bins"));
    assertEquals(
        "this file size will be 32 bytes\nadded this data, so ths file size are 84 bytes now.\n",
        lab.sh(Side.B, "cgicms", "cat ~/cgi-bins/updatetestfile.cgi"));
  }
}
