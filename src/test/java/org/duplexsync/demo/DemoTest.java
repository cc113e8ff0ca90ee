package org.duplexsync.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.Session;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DemoTest {
  @Test
  void bothTreesAreEqualThenDifferThenGone() throws Exception {
    Path job;
    try (Demo demo = Demo.start()) {
      job = demo.jobFile();
      Path a = job.resolveSibling("tgt-a/www");
      Path b = job.resolveSibling("tgt-b/www");
      assertEquals("", differences(a, b));
      assertTrue(Files.isSymbolicLink(a.resolve("current")));
      demo.outage();
      String differences = differences(a, b);
      for (String name :
          List.of(
              "order.cgi",
              "header.png",
              "current",
              "download",
              "modules",
              "sale.txt",
              "2026.html")) {
        assertTrue(differences.contains(name), name + " in\n" + differences);
      }
    }
    assertFalse(Files.exists(job.getParent()));
  }

  @Test
  void theServersLetTheOperatorsKeyInAndRunCommandsAtHome() throws Exception {
    try (Demo demo = Demo.start()) {
      String text = Files.readString(demo.jobFile());
      Matcher port = Pattern.compile("\"port\": (\\d+)").matcher(text);
      assertTrue(port.find());
      JSch jsch = new JSch();
      jsch.addIdentity(demo.jobFile().resolveSibling("operator.key").toString());
      jsch.setKnownHosts(demo.jobFile().resolveSibling("known_hosts").toString());
      Session session = jsch.getSession("anyone", "127.0.0.1", Integer.parseInt(port.group(1)));
      session.connect(10_000);
      try {
        ChannelExec exec = (ChannelExec) session.openChannel("exec");
        exec.setCommand("printf '%s|' \"$HOME\" 'two  words'; ls www/index.html");
        InputStream out = exec.getInputStream();
        exec.connect(10_000);
        String home = demo.jobFile().resolveSibling("tgt-a").toString();
        assertEquals(home + "|two  words|www/index.html\n", new String(out.readAllBytes(), UTF_8));
      } finally {
        session.disconnect();
      }
    }
  }

  private static String differences(Path a, Path b) throws Exception {
    Process diff =
        new ProcessBuilder("diff", "-r", "--no-dereference", a.toString(), b.toString())
            .redirectErrorStream(true)
            .start();
    return new String(diff.getInputStream().readAllBytes(), UTF_8);
  }
}
