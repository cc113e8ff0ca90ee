package org.duplexsync.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** Work whose parts don't meet but where they are meant to: each file has one fate, by chance. */
public final class ApartWork {
  private static final int DIRS = 6;
  private static final int IN_EACH = 12;

  private final Worker a;
  private final Worker b;
  private final Random random;
  private final List<String> files = new ArrayList<>();
  private int names;

  public ApartWork(Worker a, Worker b, long seed) {
    this.a = a;
    this.b = b;
    this.random = new Random(seed);
  }

  public void seed() {
    for (int dir = 0; dir < DIRS; dir++) {
      a.mkdir("d" + dir);
      for (int file = 0; file < IN_EACH; file++) {
        String path = "d" + dir + "/f" + (dir * IN_EACH + file);
        a.replace(path, 40 + random.nextInt(400));
        if (dir > 1) {
          files.add(path);
        }
      }
    }
    Collections.shuffle(files, random);
  }

  private Worker any() {
    return random.nextBoolean() ? a : b;
  }

  private static void edit(Worker worker, String path, int chance) {
    var _ = chance == 0 ? worker.append(path) : worker.replace(path, 60);
  }

  /** Further apart than any file system's tick and than what two clocks are off. */
  private static void clearlyLater() {
    LockSupport.parkNanos(Duration.ofMillis(60).toNanos());
  }

  /** Edits, deletes, moves, modes, creations, and one directory gone, on both sides. */
  public void apart() {
    int at = 0;
    for (String path : files) {
      Worker one = any();
      Worker other = one == a ? b : a;
      switch (at++ % 8) {
        case 0, 1 -> edit(one, path, random.nextInt(2));
        case 2 -> one.delete(path);
        case 3 -> {
          edit(a, path, 0);
          clearlyLater();
          edit(b, path, 1);
        }
        case 4 -> {
          one.delete(path);
          edit(other, path, 1);
        }
        case 5 -> {
          one.chmod(path, "600");
          if (random.nextBoolean()) {
            edit(other, path, 0);
          }
        }
        case 6 -> one.move(path, path + "-r" + names++);
        default -> one.replace("n" + names++, random.nextInt(300));
      }
    }
    a.replace("s1", 30);
    clearlyLater();
    b.replace("s1", 30);
    any().removeTree("d0");
    Worker maker = any();
    maker.mkdir("d100");
    maker.replace("d100/n1000", 10);
  }

  /** Edits of most files, some new ones: what an older copy lacks. */
  public void onward() {
    for (String path : files) {
      if (random.nextInt(4) > 0) {
        edit(any(), path, random.nextInt(2));
      }
    }
    for (int i = 0; i < 10; i++) {
      any().replace("n" + names++, 100);
    }
  }
}
