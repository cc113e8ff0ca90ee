package org.duplexsync.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.duplexsync.lab.Lab;
import org.duplexsync.lab.LabTest;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What files are and what their place gives them, through a whole run between two accounts: on B
 * webmgr, who is in the groups imgcms and cgicms as well.
 */
@LabTest
class WhatFilesKeepTest {
  private static final String TREE = "/home/webmgr/tree";

  private final Lab lab;
  @TempDir Path directory;
  private LabJob job;

  WhatFilesKeepTest(Lab lab) {
    this.lab = lab;
    this.job = new LabJob(lab, Path.of("/"), Path.of("/"));
  }

  @BeforeEach
  void twoEmptyTrees() throws IOException {
    lab.wipe();
    onBoth("mkdir -p " + TREE);
    String text =
        """
        {"name": "keep", "hosts": {"a": %s, "b": %s},
         "pairs": [{"name": "tree", "a": {"host": "a", "user": "webmgr", "root": "%s"},
                    "b": {"host": "b", "user": "webmgr", "root": "%s"}}]}
        """
            .formatted(LabJob.host(lab, Side.A), LabJob.host(lab, Side.B), TREE, TREE);
    Path file = Files.writeString(directory.resolve("keep.duplex.json"), text);
    job = new LabJob(lab, directory, file);
  }

  private String on(Side side, String text) {
    return lab.sh(side, "webmgr", "umask 022; cd ~/tree 2>/dev/null || cd\n" + text);
  }

  private void onBoth(String text) {
    on(Side.A, text);
    on(Side.B, text);
  }

  private void assertSame() {
    assertEquals(on(Side.A, LabJob.TRUTH), on(Side.B, LabJob.TRUTH));
    job.run("compare").exits(0);
  }

  @Test
  void aFileBeyondFourGibibytesAndHolesArriveAsTheyAre() {
    on(
        Side.A,
        "printf begin > big; truncate -s 4297000000 big; printf end >> big;"
            + " truncate -s 3M holes; printf middle >> holes; truncate -s 9M holes");
    job.syncAll().exits(0);
    assertSame();
    for (String file : new String[] {"big", "holes"}) {
      long kilobytes = Long.parseLong(on(Side.B, "du -k " + file + " | cut -f1").strip());
      assertTrue(kilobytes < 4_000, file + " takes " + kilobytes + " KiB");
    }
  }

  @Test
  void namesThatLookLikeOptionsAndNamesOfAnyBytesTravelBothWays() {
    String make =
        """
        mkdir -- -d
        for n in -rf --delete -- '--rsync-path=touch x' 'new
        line' '$(touch x)' '`id`' '*' ' lead' 'trail ' '#' ';x'
        do printf 'of %s %s' SIDE "$n" > "./$n.SIDE"; cp "./$n.SIDE" "./-d/$n.SIDE"; done
        printf x > "$(printf 'raw\\377\\200name.SIDE')"
        ln -s -- --delete ./-link.SIDE
        """;
    on(Side.A, make.replace("SIDE", "a"));
    on(Side.B, make.replace("SIDE", "b"));
    job.syncAll().exits(0);
    assertSame();
    on(Side.A, "for f in ./-d/*.b; do echo more >> \"$f\"; done");
    on(Side.B, "for f in ./-d/*.a; do rm -- \"$f\"; done");
    job.run(
            "sync",
            "--approve",
            "all",
            "--yes",
            "--accept-guards",
            "--deletes",
            "propagate",
            "--confirm-deletes",
            "100")
        .exits(0);
    assertSame();
    assertEquals("", on(Side.B, "find . ~ -maxdepth 1 -name x"));
  }

  @Test
  void groupsListsAndSetgidAreThoseOfThePlace() {
    on(
        Side.B,
        """
        mkdir shared listed
        chgrp imgcms shared && chmod 2775 shared
        setfacl -d -m u:cgicms:rwx -m m::rwx listed
        echo old > replaced && chgrp cgicms replaced && chmod 0660 replaced
        setfacl -m u:imgcms:r replaced
        """);
    job.syncAll().exits(0);
    on(
        Side.A,
        "echo new > shared/f; mkdir shared/d; echo deep > shared/d/f; echo new > listed/f;"
            + " mkdir listed/d; echo edited > replaced; chmod 0664 shared/f listed/f");
    job.syncAll().exits(0);
    assertEquals("imgcms", on(Side.B, "stat -c %G shared/f").strip());
    assertEquals("imgcms 2755", on(Side.B, "stat -c '%G %a' shared/d").strip());
    assertEquals("imgcms", on(Side.B, "stat -c %G shared/d/f").strip());
    assertEquals(
        "edited cgicms",
        on(Side.B, "cat replaced; stat -c %G replaced").replace('\n', ' ').strip());
    String replaced = on(Side.B, "getfacl -p replaced");
    assertTrue(replaced.contains("user:imgcms:r--"), replaced);
    String listed = on(Side.B, "getfacl -p listed/f");
    assertTrue(listed.contains("user:cgicms:rwx"), listed);
    assertTrue(on(Side.B, "getfacl -p listed/d").contains("default:user:cgicms:rwx"));
    job.run("compare").exits(0);
  }

  @Test
  void whatTheAccountCannotGiveIsSaidBeforeAndAfter() {
    onBoth("echo agreed > f; touch -d '2026-01-01' f");
    lab.sh(Side.B, "root", "chgrp nogroup " + TREE + "/f && chmod 0664 " + TREE + "/f");
    onBoth("chmod 0664 f 2>/dev/null || true");
    job.syncAll().exits(0);
    on(Side.A, "echo edited > f");
    DuplexRun compared = job.run("compare", "--json");
    assertTrue(
        compared.item("f").get("reason").asString().contains("can't have the group nogroup"),
        compared.out());
    DuplexRun done = job.syncAll().exits(0);
    assertTrue(done.out().contains("not taken over: the group nogroup"), done.out());
    assertEquals("edited", on(Side.B, "cat f").strip());
  }
}
