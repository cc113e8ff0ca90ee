package org.duplexsync.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.Test;

/** What labs do to this machine: nothing that stays. */
@LabTest
final class LabTracesTest {

  private static final List<String> ETC = List.of("passwd", "group", "shadow", "hosts");

  @Test
  void theMachineIsAsBefore() throws IOException {
    var before = etc();
    try (var lab = Lab.up()) {
      assertNotEquals(network(lab, Side.A), network(lab, Side.B));
      assertFalse(processesIn(network(lab, Side.B)).isEmpty());
      assertTrue(lab.sh(Side.B, "root", "cat /etc/passwd").contains("imgcms"));
      assertEquals(before, etc());
      lab.delay(Link.A_B, 5);
      assertGoneAfter(lab, lab::close);
    }
    assertEquals(before, etc());
  }

  @Test
  void labsStandBesideOneAnother() throws IOException {
    try (var one = Lab.up();
        var two = Lab.up()) {
      assertNotEquals(one.number(), two.number());
      one.sh(Side.A, "webmgr", "echo one > contents/images/x");
      two.sh(Side.A, "webmgr", "echo two > contents/images/x");
      assertEquals("one\n", one.sh(Side.A, "webmgr", "cat contents/images/x"));
      assertGoneAfter(two, two::close);
      assertEquals("one\n", Commands.run(withCat(one), new byte[0]).ok().text());
    }
  }

  @Test
  void theNextLabCleansUpAfterAKilledOne() throws IOException {
    try (var killed = Lab.up()) {
      killed.mountSmall(Side.B, "/home/imgcms", 1 << 20);
      var next = new ArrayList<Lab>();
      assertGoneAfter(
          killed,
          () -> {
            var warden = ProcessHandle.of(killed.wardenPid()).orElseThrow();
            assertTrue(warden.destroyForcibly());
            warden.onExit().join();
            next.add(Lab.up());
          });
      next.forEach(Lab::close);
    }
  }

  private static List<String> withCat(Lab lab) {
    var all = new ArrayList<>(lab.sshCommand(Side.A, "webmgr"));
    all.addAll(List.of("cat", "contents/images/x"));
    return all;
  }

  private static void assertGoneAfter(Lab lab, Runnable end) throws IOException {
    var processes = new ArrayList<>(processesIn(network(lab, Side.A)));
    processes.addAll(processesIn(network(lab, Side.B)));
    end.run();
    // a namespace without process and mount is gone; its number may be another's by now
    for (var process : processes) {
      process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
    var address = "10.77." + lab.number() + ".";
    for (var about : List.of("route", "addr")) {
      var said = Commands.run(List.of("ip", "-4", about, "show"), new byte[0]).ok().text();
      assertFalse(said.contains(address), said);
    }
    assertFalse(Files.exists(lab.directory()));
    assertFalse(Files.readString(Path.of("/proc/mounts")).contains(lab.directory().toString()));
  }

  private static String network(Lab lab, Side host) throws IOException {
    return Files.readSymbolicLink(lab.path(host, "/").resolve("../ns/net").normalize()).toString();
  }

  private static List<ProcessHandle> processesIn(String network) {
    return ProcessHandle.allProcesses()
        .filter(process -> network.equals(networkOf(process).orElse(null)))
        .toList();
  }

  private static Optional<String> networkOf(ProcessHandle process) {
    try {
      var link = Path.of("/proc/" + process.pid() + "/ns/net");
      return Optional.of(Files.readSymbolicLink(link).toString());
    } catch (IOException e) {
      return Optional.empty(); // it ended meanwhile
    }
  }

  private static List<String> etc() throws IOException {
    var all = new ArrayList<String>();
    for (var name : ETC) {
      all.add(Files.readString(Path.of("/etc", name)));
    }
    return all;
  }
}
