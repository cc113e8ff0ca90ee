package org.duplexsync.headless;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit in {@code installer/}, read by systemd's own checker where that is installed. */
class ServiceUnitTest {
  private static final Path UNIT =
      Path.of(System.getProperty("basedir", ""), "installer/duplex@.service").toAbsolutePath();

  @TempDir Path directory;

  /** What the checker says; empty if nothing is amiss. */
  private String verified(String unit) throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "systemd-analyze is missing");
    // the checker wants the program to be there
    Path copy =
        Files.writeString(
            directory.resolve("duplex@web.service"),
            unit.replace("ExecStart=/opt/duplex/duplex", "ExecStart=/bin/true"));
    Process checker =
        new ProcessBuilder("systemd-analyze", "verify", "--man=no", copy.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(checker.getInputStream().readAllBytes(), UTF_8);
    return checker.waitFor() == 0 ? said : said + "ended with " + checker.exitValue();
  }

  @Test
  void systemdHasNothingToSayAboutIt() throws Exception {
    assertEquals("", verified(Files.readString(UNIT)));
  }

  @Test
  void theCheckerWouldSaySo() throws Exception {
    String wrong = Files.readString(UNIT).replace("WatchdogSec=", "WatchDogSeconds=");
    assertTrue(verified(wrong).contains("WatchDogSeconds"));
  }

  @Test
  void itNotifiesIsWatchedAndMayDoLittle() throws Exception {
    var lines = Files.readAllLines(UNIT);
    for (String line :
        new String[] {
          "Type=notify",
          "NoNewPrivileges=yes",
          "ProtectSystem=strict",
          "PrivateTmp=yes",
          "StateDirectory=duplex",
          "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK"
        }) {
      assertTrue(lines.contains(line), line);
    }
    assertTrue(lines.stream().anyMatch(line -> line.startsWith("WatchdogSec=")));
  }
}
