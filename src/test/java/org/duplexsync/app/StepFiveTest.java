package org.duplexsync.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.duplexsync.lab.Lab;
import org.duplexsync.lab.LabTest;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Step 5 of the two-way lsyncd set-up, on two real hosts with its users, roots and temp dirs. */
@LabTest
class StepFiveTest {
  private static final String MERGED =
      """
      this file size will be 32 bytes
      added this data, so ths file size are 84 bytes now.
      The changes after making changes for tgt-a.
      """;

  private final Lab lab;
  @TempDir Path directory;

  StepFiveTest(Lab lab) {
    this.lab = lab;
  }

  @BeforeEach
  void asStepFourLeftIt() {
    lab.wipe();
    onBoth(
        "imgcms",
        "images",
        """
        touch -d '2016-12-05 12:46' imgfile3.png willbewebmgrowneratremote.txt
        """);
    onBoth(
        "cgicms",
        "cgi-bins",
        """
        echo "this file size will be 32 bytes" > updatetestfile.cgi
        echo "added this data, so ths file size are 84 bytes now." >> updatetestfile.cgi
        touch -d '2016-12-05 12:55' updatetestfile.cgi
        """);
  }

  private void onBoth(String userOnB, String tree, String text) {
    onA(tree, text);
    onB(userOnB, tree, text);
  }

  private void onA(String tree, String text) {
    lab.sh(Side.A, "webmgr", "umask 002; cd ~/contents/" + tree + "\n" + text);
  }

  private void onB(String user, String tree, String text) {
    lab.sh(Side.B, user, "umask 002; cd ~/" + tree + "\n" + text);
  }

  private void outage() {
    onA(
        "images",
        """
        rm imgfile3.png
        touch -d '2016-12-05 16:15' tgt-a-new1.img tgt-a-new2.img
        """);
    onA(
        "cgi-bins",
        """
        echo "the file has updated before tgt-b host." >> updatetestfile.cgi
        touch -d '2016-12-05 16:15' updatetestfile.cgi
        """);
    onB(
        "imgcms",
        "images",
        """
        rm willbewebmgrowneratremote.txt
        touch -d '2016-12-05 16:20' tgt-b-new3.jpg tgt-b-new4.jpg
        """);
    onB(
        "cgicms",
        "cgi-bins",
        """
        echo "The changes after making changes for tgt-a." >> updatetestfile.cgi
        touch -d '2016-12-05 16:21' updatetestfile.cgi
        """);
  }

  private DuplexRun duplex(String command, Path job, String... options) {
    List<String> arguments =
        new java.util.ArrayList<>(
            List.of(command, job.toString(), "--state", directory.resolve("state").toString()));
    arguments.addAll(List.of(options));
    return DuplexRun.of(arguments.toArray(String[]::new));
  }

  /** The document's servers as a job; swapped: with tgt-b as side A. */
  private Path job(boolean swapped) throws IOException {
    String images =
        pair(
            "images",
            side("tgt-a", "webmgr", "/home/webmgr/contents/images", "/home/webmgr/tmpdir/imgcms"),
            side("tgt-b", "imgcms", "/home/imgcms/images", "/home/imgcms/tmpdir"),
            swapped);
    String cgi =
        pair(
            "cgi-bins",
            side("tgt-a", "webmgr", "/home/webmgr/contents/cgi-bins", "/home/webmgr/tmpdir/cgicms"),
            side("tgt-b", "cgicms", "/home/cgicms/cgi-bins", "/home/cgicms/tmpdir"),
            swapped);
    return Files.writeString(
        directory.resolve("web.duplex.json"),
        "{\"name\": \"web\", \"hosts\": {\"tgt-a\": %s, \"tgt-b\": %s}, \"pairs\": [%s, %s]}"
            .formatted(host(Side.A), host(Side.B), images, cgi));
  }

  private String host(Side side) {
    return "{\"address\": \"%s\", \"port\": %d, \"identityFile\": \"%s\", \"knownHosts\": \"%s\"}"
        .formatted(lab.address(side), lab.port(), lab.operatorKey(), lab.knownHosts());
  }

  private static String side(String host, String user, String root, String tempDir) {
    return "{\"host\": \"%s\", \"user\": \"%s\", \"root\": \"%s\", \"tempDir\": \"%s\"}"
        .formatted(host, user, root, tempDir);
  }

  private static String pair(String name, String first, String second, boolean swapped) {
    return "{\"name\": \"%s\", \"a\": %s, \"b\": %s}"
        .formatted(name, swapped ? second : first, swapped ? first : second);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void withABaselineEachPathHasItsReasonAndTheDefaultsEndAsPrinted(boolean swapped)
      throws IOException {
    Path job = job(swapped);
    duplex("sync", job, "--approve", "none").exits(0);
    outage();

    DuplexRun plan = duplex("compare", job, "--json").exits(1);
    String a = swapped ? "B" : "A";
    String b = swapped ? "A" : "B";
    assertEquals(7, plan.items().size(), plan.out());
    reason(plan, "imgfile3.png", "DELETE", "deleted on " + a + ", agreed");
    reason(plan, "willbewebmgrowneratremote.txt", "DELETE", "deleted on " + b + ", agreed");
    reason(plan, "tgt-a-new1.img", "NEW", "created on " + a);
    reason(plan, "tgt-a-new2.img", "NEW", "created on " + a);
    reason(plan, "tgt-b-new3.jpg", "NEW", "created on " + b);
    reason(plan, "tgt-b-new4.jpg", "NEW", "created on " + b);
    reason(plan, "updatetestfile.cgi", "CONFLICT", b + " is newer");

    duplex("sync", job, "--approve", "all", "--yes").exits(0);
    endsAsPrinted();
    duplex("compare", job).exits(0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void withoutABaselineNothingIsADeleteAndItEndsTheSame(boolean swapped) throws IOException {
    outage();
    Path job = job(swapped);
    DuplexRun plan = duplex("compare", job, "--json").exits(1);
    assertEquals(7, plan.items().size(), plan.out());
    assertTrue(
        plan.items().stream().noneMatch(item -> item.get("kind").asString().equals("DELETE")));
    reason(plan, "updatetestfile.cgi", "CONFLICT", "never agreed");
    duplex("sync", job, "--approve", "all", "--yes").exits(0);
    endsAsPrinted();
    duplex("compare", job).exits(0);
  }

  @Test
  void theTwoRemovedFilesGoWhenApprovedAsDeletes() throws IOException {
    Path job = job(false);
    duplex("sync", job, "--approve", "none").exits(0);
    outage();
    duplex(
            "sync",
            job,
            "--approve",
            "all",
            "--deletes",
            "propagate",
            "--yes",
            "--accept-guards",
            "--confirm-deletes",
            "2")
        .exits(0);
    List<String> left =
        List.of("tgt-a-new1.img", "tgt-a-new2.img", "tgt-b-new3.jpg", "tgt-b-new4.jpg");
    assertEquals(left, names(Side.A, "/home/webmgr/contents/images"));
    assertEquals(left, names(Side.B, "/home/imgcms/images"));
    String versions = lab.sh(Side.B, "imgcms", "find ~/tmpdir -type f -name INDEX -exec cat {} +");
    assertTrue(versions.contains("imgfile3.png"), versions);
  }

  private static void reason(DuplexRun plan, String path, String kind, String reason) {
    assertEquals(kind, plan.item(path).get("kind").asString(), plan.out());
    String said = plan.item(path).get("reason").asString();
    assertTrue(said.contains(reason), said);
  }

  /** Names, sizes, modes, owners by account and the order of times as the document prints them. */
  private void endsAsPrinted() throws IOException {
    String stat = "stat -c '%n %s %a %U %G' * | sort";
    for (Side side : Side.values()) {
      String home = side == Side.A ? "webmgr" : "imgcms";
      String images = side == Side.A ? "/home/webmgr/contents/images" : "/home/imgcms/images";
      assertEquals(
          List.of(
                  "imgfile3.png",
                  "tgt-a-new1.img",
                  "tgt-a-new2.img",
                  "tgt-b-new3.jpg",
                  "tgt-b-new4.jpg",
                  "willbewebmgrowneratremote.txt")
              .stream()
              .map(name -> name + " 0 664 " + home + " " + home + "\n")
              .collect(Collectors.joining()),
          lab.sh(side, home, "cd " + images + "; " + stat));
      assertEquals(
          "imgfile3.png\nwillbewebmgrowneratremote.txt\ntgt-a-new1.img\ntgt-a-new2.img\ntgt-b-new3.jpg\ntgt-b-new4.jpg\n",
          lab.sh(
              side,
              home,
              "cd " + images + "; for f in *; do stat -c '%Y %n' $f; done | sort | cut -d' ' -f2"));
      String cgi = side == Side.A ? "/home/webmgr/contents/cgi-bins" : "/home/cgicms/cgi-bins";
      String user = side == Side.A ? "webmgr" : "cgicms";
      assertEquals(
          "updatetestfile.cgi 128 664 " + user + " " + user + "\n",
          lab.sh(side, user, "cd " + cgi + "; " + stat));
      assertEquals(MERGED, lab.sh(side, user, "cat " + cgi + "/updatetestfile.cgi"));
    }
  }

  private List<String> names(Side side, String root) {
    return lab.sh(side, "root", "ls " + root).lines().toList();
  }
}
