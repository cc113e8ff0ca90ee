package org.duplexsync.engine.pair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.duplexsync.filter.FilterSet;
import org.duplexsync.host.TreeException;
import org.duplexsync.host.TreeSpec;
import org.duplexsync.host.memory.Account;
import org.duplexsync.host.memory.Hook;
import org.duplexsync.host.memory.MemoryMachine;
import org.duplexsync.host.memory.Timeline;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.Test;

class ApartTest {
  private static final Account WEB = Account.of("web");
  private final Timeline time = new Timeline();
  private final MemoryMachine one = machine("one");
  private final MemoryMachine two = machine("two");

  private MemoryMachine machine(String name) {
    MemoryMachine machine = new MemoryMachine(name, time);
    for (String path : new String[] {"/srv/a", "/srv/a/in/deep", "/srv/ab", "/srv/t", "/srv/u"}) {
      machine.provide(WEB, path, 0755);
    }
    return machine;
  }

  private static SideSpec side(String root, String temp) {
    return new SideSpec(
        root, new TreeSpec("p", root, temp, null, Set.of(), Set.of(), false, false));
  }

  private void open(String rootA, MemoryMachine b, String rootB) throws SideException {
    var spec =
        new PairSpec(
            "p",
            new Sides<>(side(rootA, "/srv/t"), side(rootB, "/srv/u")),
            FilterSet.NONE,
            PairRules.DEFAULT);
    Link.open(
            spec,
            side -> (side == Side.A ? one : b).connect(WEB, Hook.NONE),
            Together.IN_TURN,
            new Cancel())
        .close();
  }

  private void assertRefused(Side side, String rootA, String rootB, String words) {
    SideException e = assertThrows(SideException.class, () -> open(rootA, one, rootB));
    assertEquals(side, e.side());
    assertEquals(TreeException.Cause.ROOT_SHARED, e.tree());
    assertTrue(String.valueOf(e.getMessage()).contains(words), e.getMessage());
  }

  @Test
  void oneDirectoryIsNoPair() throws Exception {
    assertRefused(Side.B, "/srv/a", "/srv/a", "are one directory, /srv/a");
    open("/srv/a", two, "/srv/a");
  }

  @Test
  void machinesThatSayNotWhichTheyAreAreTwo() throws Exception {
    one.unmountProc();
    two.unmountProc();
    open("/srv/a", two, "/srv/a");
    open("/srv/a", two, "/srv/a/in/deep");
  }

  @Test
  void aRootInsideTheOtherIsRefusedWhicheverSideItIs() throws Exception {
    assertRefused(Side.B, "/srv/a", "/srv/a/in/deep", "/srv/a/in/deep lies inside");
    assertRefused(Side.A, "/srv/a/in/deep", "/srv/a", "/srv/a/in/deep lies inside");
    open("/srv/a", two, "/srv/a/in/deep");
    open("/srv/a", one, "/srv/ab");
  }
}
