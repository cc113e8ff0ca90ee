package org.duplexsync.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.duplexsync.lab.Lab;
import org.duplexsync.lab.LabTest;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the servers' own accounts may not do is named with its cure before anything is approved. */
@LabTest
class BlockedTest {
  private final Lab lab;
  @TempDir Path directory;
  private LabJob job;

  BlockedTest(Lab lab) {
    this.lab = lab;
    this.job = new LabJob(lab, Path.of("/"), Path.of("/"));
  }

  /** B has a directory of root's, with files in it and a directory below one of its own. */
  @BeforeEach
  void agreedTreesWithSomethingOfRootsOnB() throws IOException {
    lab.wipe();
    job = LabJob.images(lab, directory);
    job.onA(
        "mkdir roots own theirs; echo 1 > roots/edited; echo 1 > roots/gone; echo 1 > own/edited;"
            + " echo 1 > unread; chmod 0600 unread");
    job.syncAll().exits(0);
    root(Side.B, "cd %s; chown root:root roots theirs unread".formatted(LabJob.ROOT_B));
    assertTrue(
        job.onB("(echo x > roots/x) 2>&1 || true").contains("denied"), "the kernel refuses it");
    assertTrue(job.onB("cat unread 2>&1 || true").contains("denied"), "the kernel refuses it");
  }

  private void root(Side side, String text) {
    lab.sh(side, "root", "set -e; " + text);
  }

  private void editOnA() {
    job.onA(
        "echo changed > roots/edited; rm roots/gone; echo new > roots/new; echo changed > own/edited;"
            + " chmod 0700 theirs; echo changed > unread");
  }

  private DuplexRun sync() {
    return job.run(
        "sync", "--approve", "all", "--yes", "--accept-guards", "--deletes", "propagate", "--json");
  }

  @Test
  void eachIsNamedWithItsCureTheRestGoesAndAllIsEqualOnceItIsCured() {
    editOnA();
    DuplexRun compared = job.run("compare", "--deletes", "propagate", "--json").exits(2);
    for (String path : List.of("roots/edited", "roots/gone", "roots/new", "theirs")) {
      JsonNode item = compared.item(path);
      assertEquals("BLOCKED", item.get("kind").asString(), item.toString());
      String reason = item.get("reason").asString();
      assertTrue(reason.contains("imgcms"), "who may not: " + reason);
      assertTrue(reason.contains("chown") || reason.contains("chmod"), "the cure: " + reason);
    }
    assertEquals("OVERWRITE", compared.item("own/edited").get("kind").asString());

    String before = onRoots();
    sync().exits(2);
    assertEquals("changed\n", job.onB("cat own/edited"));
    assertEquals(before, onRoots(), "what may not be changed is untouched");

    root(Side.B, "cd %s; chown -R imgcms: roots theirs unread".formatted(LabJob.ROOT_B));
    sync().exits(0);
    assertEquals(job.onA(LabJob.TRUTH), job.onB(LabJob.TRUTH));
    job.run("compare").exits(0);
  }

  private String onRoots() {
    return lab.sh(
        Side.B,
        "root",
        "cd " + LabJob.ROOT_B + "; stat -c '%n %y %a %U' roots/* theirs; cat roots/* unread");
  }
}
