package org.duplexsync.host;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Supplier;
import org.duplexsync.model.Bytes;

/** Drains a command's error channel and keeps the end of it, for messages. */
final class LastWords implements Supplier<String> {
  private static final int MAX = 500;

  private byte[] kept = new byte[0];

  LastWords(InputStream err, String name) {
    Thread.ofVirtual().name("errors of " + name).start(() -> drain(err));
  }

  private void drain(InputStream err) {
    byte[] part = new byte[4096];
    try {
      for (int n = err.read(part); n >= 0; n = err.read(part)) {
        keep(part, n);
      }
    } catch (IOException e) {
      // closed: nothing more comes
      return;
    }
  }

  private synchronized void keep(byte[] part, int length) {
    byte[] all = Arrays.copyOf(kept, kept.length + length);
    System.arraycopy(part, 0, all, kept.length, length);
    kept = all.length > MAX ? Arrays.copyOfRange(all, all.length - MAX, all.length) : all;
  }

  /** As an addition to a sentence; empty if nothing was said. */
  @Override
  public synchronized String get() {
    return kept.length == 0 ? "" : " (it said: " + Bytes.of(kept).toString().strip() + ")";
  }
}
