package org.duplexsync.commit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BridgeCommandTest {
  private final BridgeCommand command =
      new BridgeCommand(b("/srv/a"), b("/srv/ta"), b("/srv/b b"), b("/srv/tb/d-1"), true, "mark");

  private static byte[] b(String text) {
    return text.getBytes(UTF_8);
  }

  private static List<byte[]> words(String... words) {
    List<byte[]> all = new ArrayList<>();
    for (String word : words) {
      all.add(b(word));
    }
    return all;
  }

  private static List<byte[]> usual(String cluster, String basis, String staging) {
    return words(
        "x",
        "rsync",
        "--server",
        cluster,
        "--compare-dest",
        basis,
        "--no-implied-dirs",
        ".",
        staging);
  }

  @Test
  void anyVersionsWayToSayTheExpectedIsTaken() {
    assertEquals(
        "LsfxCIvu", command.capabilities(usual("-pIRSze.LsfxCIvu", "/srv/b\\ b", "/srv/tb/d-1")));
    assertEquals("Lsf", command.capabilities(usual("-IpRzSe.Lsf", "/srv/b b", "/srv/tb/d-1")));
  }

  @Test
  void anyDifferenceIsRefused() {
    assertNull(command.capabilities(usual("-pIRSze.LsfxCIvu", "/etc", "/srv/tb/d-1")));
    assertNull(command.capabilities(usual("-pIRSze.LsfxCIvu", "/srv/b b", "/srv/b b")));
    assertNull(command.capabilities(usual("-pIRSzle.Lsf", "/srv/b b", "/srv/tb/d-1")));
    assertNull(command.capabilities(usual("-pIRSze.L;rm", "/srv/b b", "/srv/tb/d-1")));
    assertNull(command.capabilities(usual("-pIRSz", "/srv/b b", "/srv/tb/d-1")));
    assertNull(
        command.capabilities(
            words(
                "x",
                "rsync",
                "--server",
                "--sender",
                "-pIRSze.Lsf",
                "--compare-dest",
                "/srv/b b",
                ".",
                "/srv/tb/d-1")));
    assertNull(
        command.capabilities(
            words("x", "rsync", "--server", "-pIRSze.Lsf", "--delete", ".", ".", "/srv/tb/d-1")));
    assertNull(command.capabilities(words("x", "rsync")));
  }

  @Test
  void theServersCommandHoldsNothingOfTheClients() {
    String server = new String(command.server("Lsf"), UTF_8);
    assertEquals(
        "exec /bin/sh -c 'LC_ALL=C; export LC_ALL; umask 077; printf \"%s\\0\" '\\''mark'\\'';"
            + " exec rsync --server -IRSpze.Lsf --compare-dest '\\''/srv/b b'\\''"
            + " --no-implied-dirs . '\\''/srv/tb/d-1'\\'''",
        server);
  }
}
