package org.duplexsync.commit;

import java.util.function.LongConsumer;

/**
 * Tells progress in bytes of content where only bytes of a protocol can be counted. A delta moves
 * fewer than the content has, and the rest is told when it is complete; what can't be compressed
 * moves a few more, and these are not told.
 */
final class Meter {
  private final LongConsumer told;
  private final long content;
  private long sent;
  private long repeated;

  /**
   * @param content how many bytes of content there are
   */
  Meter(LongConsumer told, long content) {
    this.told = told;
    this.content = content;
  }

  synchronized void moved(long bytes) {
    tell(Math.min(bytes, content - sent));
  }

  synchronized void complete() {
    tell(content - sent);
  }

  /**
   * Content that travels once more by another way: what was told of it before is not told again.
   */
  synchronized void again(long bytes) {
    repeated += bytes;
    tell(repeated - sent);
  }

  private void tell(long bytes) {
    if (bytes > 0) {
      sent += bytes;
      told.accept(bytes);
    }
  }
}
