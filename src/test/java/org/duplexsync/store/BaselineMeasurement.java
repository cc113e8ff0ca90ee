package org.duplexsync.store;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.duplexsync.model.*;

/** Run by hand: how fast 1,000,000 rows go in and out. */
public final class BaselineMeasurement {
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws Exception {
    Path dir = Path.of(args[0]);
    int n = Integer.parseInt(args[1]);
    try (Store store = Store.open(dir, "m", InstantSource.system())) {
      Baseline baseline = store.baseline("p");
      long t = System.nanoTime();
      try (var writer = baseline.writer()) {
        for (int i = 0; i < n; i++) {
          writer.add(new BaselineChange.Agree(path(i), agreed(i)));
        }
      }
      System.out.printf("insert %.2f s%n", (System.nanoTime() - t) / 1e9);
      for (int r = 0; r < 4; r++) {
        t = System.nanoTime();
        long c = 0;
        try (var all = baseline.all()) {
          while (all.hasNext()) {
            all.next();
            c++;
          }
        }
        System.out.printf("read %d %.2f s%n", c, (System.nanoTime() - t) / 1e9);
      }
      t = System.nanoTime();
      System.out.printf("count %d %.2f s%n", baseline.count(), (System.nanoTime() - t) / 1e9);
    }
    long t = System.nanoTime();
    try (Store store = Store.open(dir, "m", InstantSource.system())) {
      System.out.printf("open %.2f s %s%n", (System.nanoTime() - t) / 1e9, store.opened());
    }
  }

  static RelPath path(int i) {
    return RelPath.of(
        String.format("images/%03d/%03d/picture-%08d.png", i / 10000, i / 100 % 100, i));
  }

  static Agreed agreed(int i) {
    Instant at = Instant.ofEpochSecond(1_700_000_000L + i, i * 997L % 1_000_000_000);
    byte[] h = new byte[32];
    h[0] = (byte) i;
    h[5] = (byte) (i >> 8);
    return new Agreed(
        new Entry(
            Kind.FILE,
            1000 + i,
            at,
            0644,
            "webmgr",
            "www-data",
            null,
            new FileId(1000000 + i, at, 1)),
        Sha256.of(h),
        Agreed.How.HASHED,
        new FileId(2000000 + i, at, 1),
        at);
  }
}
