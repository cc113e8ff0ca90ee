package org.duplexsync.commit;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Names of staged files and versions. */
final class Names {
  private static final HexFormat HEX = HexFormat.of();

  private final RandomGenerator random;
  private final String run;

  Names(RandomGenerator random, long run) {
    this.random = random;
    this.run = Long.toString(run);
  }

  synchronized String stage() {
    return "s-" + HEX.toHexDigits(random.nextLong());
  }

  synchronized String staging() {
    return "d-" + HEX.toHexDigits(random.nextLong());
  }

  synchronized String version() {
    return run + "/" + HEX.toHexDigits(random.nextLong());
  }

  /**
   * The version that belongs to what is staged. The likeness of the two names tells without the
   * store which path something in the temp dir is of.
   */
  String version(String stage) {
    return run + "/" + stage.substring(2);
  }
}
