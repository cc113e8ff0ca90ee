package org.duplexsync.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
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
}
