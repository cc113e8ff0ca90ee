package org.duplexsync.engine.checking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.duplexsync.engine.checking.Finding.Level;
import org.duplexsync.engine.pair.Sides;
import org.duplexsync.host.HostFacts;
import org.duplexsync.host.TreeFacts;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private static HostFacts host(@Nullable String program, @Nullable String inotify, int skew) {
    return new HostFacts(
        "web1",
        "web",
        1000,
        List.of("web"),
        "x86_64",
        "6.1",
        "boot",
        "5.36.0",
        program,
        program,
        "Digest::SHA",
        inotify,
        8192,
        Duration.ofSeconds(skew),
        Duration.ofMillis(20),
        List.of());
  }

  private static TreeFacts tree(String root, boolean able, long free) {
    return new TreeFacts(
        root,
        1,
        2,
        "ext4",
        root + ".tmp",
        root + ".old",
        Duration.ofMillis(4),
        able,
        able,
        able,
        able,
        able,
        false,
        free,
        free,
        able ? List.of() : List.of(RelPath.of("mnt")),
        able,
        able ? List.of() : List.of("a warning"));
  }

  private static List<String> amiss(List<Finding> all) {
    List<String> amiss = new ArrayList<>();
    for (Finding each : all) {
      if (each.level() != Level.OK) {
        amiss.add(each.level() + " " + each.what());
        boolean saysItself = each.found().equals("a warning");
        assertTrue(saysItself || !each.fix().isEmpty(), "no fix for " + each);
      }
    }
    return amiss;
  }

  @Test
  void whatIsAmissWithAMachineHasAFix() {
    assertEquals(List.of(), amiss(HostFindings.of(Side.A, host("4.9", null, 5), LIMIT)));
    assertEquals(
        List.of("FAILED find", "WARNING rsync", "WARNING inotify", "WARNING clock"),
        amiss(HostFindings.of(Side.A, host(null, "no inotify", -6), LIMIT)));
  }

  @Test
  void whatIsAmissWithARootHasAFix() {
    assertEquals(List.of(), amiss(TreeFindings.of(Side.B, tree("/srv/b", true, 1L << 40))));
    assertEquals(
        List.of(
            "FAILED write access",
            "WARNING hard links",
            "WARNING exchange",
            "WARNING case",
            "WARNING space",
            "WARNING mount below root",
            "WARNING root"),
        amiss(TreeFindings.of(Side.B, tree("/srv/b", false, 999))));
  }

  @Test
  void whatOneRootHasAndTheOtherHasNotIsSaidOfTheOther() {
    TreeFacts able = tree("/srv/a", true, 1L << 40);
    TreeFacts unable = tree("/srv/b", false, 1L << 40);
    assertEquals(List.of(), amiss(PairFindings.of(new Sides<>(able, able))));
    assertEquals(List.of(), amiss(PairFindings.of(new Sides<>(unable, unable))));
    List<Finding> lacks = PairFindings.of(new Sides<>(able, unable));
    assertEquals(
        List.of(
            "WARNING access lists",
            "WARNING extended attributes",
            "WARNING names that differ in case only"),
        amiss(lacks));
    assertTrue(lacks.stream().allMatch(each -> each.side() == Side.B), lacks.toString());
  }

  @Test
  void whereARootReallyLiesSteersNoTerminal() {
    String all = TreeFindings.of(Side.A, tree("/srv/\u001b[2J\u009b", true, 0)).toString();
    assertTrue(all.contains("/srv/\\x1b[2J\\xc2\\x9b"), all);
    assertTrue(all.codePoints().noneMatch(Character::isISOControl), all);
  }
}
