package org.duplexsync.commit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.Test;

class BesideNameTest {
  private final BesideName name =
      new BesideName("tgt-a", "b host/x", Instant.parse("2026-11-22T16:15:00Z"));

  @Test
  void hostAndTimeStandBeforeTheExtension() {
    assertEquals(
        RelPath.of("d/name.tgt-a-20261122-161500.ext"), name.of(RelPath.of("d/name.ext"), Side.A));
    assertEquals(
        RelPath.of("Makefile.tgt-a-20261122-161500"), name.of(RelPath.of("Makefile"), Side.A));
    assertEquals(
        RelPath.of(".htaccess.b_host_x-20261122-161500"), name.of(RelPath.of(".htaccess"), Side.B));
  }

  @Test
  void aLongNameIsCutToWhatAFileSystemTakes() {
    RelPath path = name.of(RelPath.of("n".repeat(251) + ".ext"), Side.A);
    assertEquals(255, path.length());
    assertTrue(path.toString().endsWith(".tgt-a-20261122-161500.ext"));
  }

  @Test
  void noCharacterIsCutApart() {
    for (int lead = 0; lead < 4; lead++) {
      RelPath path = name.of(RelPath.of("x".repeat(lead) + "\u00e9\u6587".repeat(50)), Side.A);
      String text = new String(path.toArray(), UTF_8);
      assertEquals(-1, text.indexOf('\ufffd'), text);
      assertTrue(path.length() <= 255 && path.length() > 250, path::toString);
    }
    byte[] bytes = new byte[255];
    Arrays.fill(bytes, (byte) 0x80);
    assertEquals(255, name.of(RelPath.of(bytes), Side.A).length(), "no UTF-8 at all");
  }

  @Test
  void aLongHostLeavesRoomForTheName() {
    var far = new BesideName("h".repeat(300), "b", Instant.parse("2026-11-22T16:15:00Z"));
    RelPath path = far.of(RelPath.of("n".repeat(200) + ".extension"), Side.A);
    assertEquals(255, path.length());
    assertTrue(path.toString().startsWith("nnnn"), path::toString);
    assertTrue(path.toString().endsWith("-20261122-161500.extension"), path::toString);
  }
}
