package org.duplexsync.engine.planning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.duplexsync.engine.TwoMachines;
import org.duplexsync.host.memory.Account;
import org.duplexsync.host.memory.MemoryUser;
import org.duplexsync.model.PlanHeader;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.Selection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LossesTest {
  private final TwoMachines two = new TwoMachines();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path state;

  private String reason(PlanHeader plan, String path) throws Exception {
    return two.engine(
        state,
        engine ->
            engine.rows(plan.id()).page(Selection.ALL, null, 100).stream()
                .filter(row -> row.path().toString().equals(path))
                .map((PlanRow row) -> row.item().reason())
                .findFirst()
                .orElse("no row"));
  }

  @Test
  void theGroupThatANewFileIsToInheritAndCannotHaveIsSaidBeforeApproval() throws Exception {
    two.userA.makeDirectory("d");
    two.userA.makeDirectory("e");
    two.sync(state);
    MemoryUser root = two.b.user(Account.ROOT, "/srv/root");
    root.chgrp("d", "staff");
    root.chmod("d", 02775);
    root.chmod("e", 02775);
    two.time.pass(Duration.ofSeconds(5));
    two.userA.write("d/new", "new".getBytes(UTF_8));
    two.userA.write("e/new", "new".getBytes(UTF_8));
    two.userB.write("e/other", "goes the other way".getBytes(UTF_8));
    PlanHeader plan = two.compare(state);
    assertTrue(
        reason(plan, "d/new")
            .endsWith("; on B it can't have its directory's group staff, for web is not in it"),
        reason(plan, "d/new"));
    assertEquals(-1, reason(plan, "e/new").indexOf("on B it"), reason(plan, "e/new"));
    assertEquals(-1, reason(plan, "e/other").indexOf("can't have"), reason(plan, "e/other"));
  }

  @Test
  void soIsTheGroupOfTheRootAndOfTheDirectoryThatANewOneIsMadeIn() throws Exception {
    two.both("agreed", "agreed");
    two.sync(state);
    MemoryUser root = two.b.user(Account.ROOT, "/srv");
    root.chgrp("root", "staff");
    root.chmod("root", 02775);
    two.time.pass(Duration.ofSeconds(5));
    two.userA.write("new", "new".getBytes(UTF_8));
    two.userA.makeDirectory("d");
    two.userA.makeDirectory("d/e");
    two.userA.write("d/e/new", "new".getBytes(UTF_8));
    two.userA.makeDirectory("f");
    two.userA.write("f/new", "new".getBytes(UTF_8));
    two.userB.write("f", "a file here".getBytes(UTF_8));
    root.chgrp("root/f", "staff");
    root.chmod("root/f", 02755);
    PlanHeader plan = two.compare(state);
    assertEquals(-1, reason(plan, "f/new").indexOf("can't have"), reason(plan, "f/new"));
    for (String path : new String[] {"new", "d/e/new"}) {
      assertTrue(
          reason(plan, path)
              .endsWith("; on B it can't have its directory's group staff, for web is not in it"),
          reason(plan, path));
    }
    for (String path : new String[] {"d", "d/e"}) {
      assertEquals(-1, reason(plan, path).indexOf("can't have"), reason(plan, path));
    }
  }

  @Test
  void whatAReplacedFileCannotKeepIsSaidBeforeApproval() throws Exception {
    two.both("x", "agreed");
    two.both("y", "agreed");
    two.sync(state);
    MemoryUser root = two.b.user(Account.ROOT, "/srv/root");
    root.chmod("x", 0666);
    root.chgrp("x", "staff");
    root.chown("x", "alice");
    two.sync(state);
    two.time.pass(Duration.ofSeconds(5));
    two.userA.write("x", "edited".getBytes(UTF_8));
    two.userA.write("y", "edited".getBytes(UTF_8));
    PlanHeader plan = two.compare(state);
    String reason = reason(plan, "x");
    assertTrue(
        reason.contains("on B it will belong to web and no longer to alice")
            && reason.contains("on B it can't have the group staff, for web is not in it"),
        reason);
    assertEquals(-1, reason(plan, "y").indexOf("on B it"), reason(plan, "y"));
  }
}
