package org.duplexsync.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * What users of one side do, by chance: create, edit in three ways, delete, rename, chmod, links,
 * whole directories; on files of their own, on the other side's, and on names that both make. Only
 * what leaves both sides free of clashes that no default settles: a file's mode is set by one side
 * only, a moved file takes a name that nobody had, a name keeps its kind. And never so much is
 * deleted that a compare asks whether the root was emptied.
 */
public final class RandomWork implements AutoCloseable {
  private static final int SHARED = 12;

  private final Worker worker;
  private final Path root;
  private final Random random;
  private final Thread thread;
  private volatile boolean over;
  private int names;
  private int most;
  private List<String> files = List.of();
  private List<String> dirs = List.of();
  private volatile @Nullable Throwable failed;

  public RandomWork(Worker worker, Path root, long seed) {
    this.worker = worker;
    this.root = root;
    this.random = new Random(seed * 2 + (worker.side() == Side.A ? 0 : 1));
    this.thread = Thread.ofVirtual().unstarted(this::work);
  }

  /** Some files and directories to begin with. */
  public void seed(int count) {
    for (int i = 0; i < count; i++) {
      if (i % 10 == 0) {
        worker.mkdir(fresh("d"));
        look();
      }
      worker.replace(in(fresh("f")), 200);
    }
    for (int i = 0; i < SHARED; i += 2) {
      worker.replace("s" + i, 100);
    }
    worker.link(fresh("l"));
  }

  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    over = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (failed != null) {
      throw new IllegalStateException("work on " + worker.side(), failed);
    }
  }

  private void work() {
    try {
      while (!over) {
        look();
        act(random.nextInt(100));
        LockSupport.parkNanos(Duration.ofMillis(3 + random.nextInt(40)).toNanos());
      }
    } catch (RuntimeException e) {
      failed = e;
    }
  }

  private void look() {
    List<String> nowFiles = new ArrayList<>();
    List<String> nowDirs = new ArrayList<>();
    for (Map.Entry<String, Held.Item> item : Held.tree(root).entrySet()) {
      if (!item.getKey().startsWith("p")) {
        (item.getValue().kind() == 'd' ? nowDirs : nowFiles).add(item.getKey());
      }
    }
    files = nowFiles;
    dirs = nowDirs;
    most = Math.max(most, files.size() + dirs.size());
  }

  /** May so many entries go? Three of four stay; the guard asks when it is less than two. */
  private boolean spare(int entries) {
    return (files.size() + dirs.size() - entries) * 4 >= most * 3;
  }

  private boolean spareTree(String dir) {
    return spare(
        (int)
            Stream.concat(files.stream(), dirs.stream())
                .filter(path -> (path + "/").startsWith(dir + "/"))
                .count());
  }

  private String fresh(String kind) {
    names++;
    return kind + (worker.side() == Side.A ? 2 * names : 2 * names + 1);
  }

  private String in(String name) {
    return dirs.isEmpty() || random.nextInt(3) == 0 ? name : dir() + "/" + name;
  }

  private String dir() {
    return dirs.get(random.nextInt(dirs.size()));
  }

  private void act(int chance) {
    if (files.size() < 8 || chance < 16) {
      worker.replace(in(fresh("f")), random.nextInt(4000));
    } else if (chance < 22) {
      worker.replace("s" + random.nextInt(SHARED), random.nextInt(500));
    } else if (chance < 86) {
      onFile(files.get(random.nextInt(files.size())), chance);
    } else if (chance < 89) {
      worker.link(random.nextBoolean() ? in(fresh("l")) : "l" + random.nextInt(4));
    } else if (dirs.size() < 3 || chance < 94) {
      worker.mkdir(
          random.nextInt(3) == 0 && !dirs.isEmpty() ? dir() + "/" + fresh("d") : fresh("d"));
    } else if (chance < 97) {
      String dir = dir();
      var _ = spareTree(dir) ? worker.removeTree(dir) : worker.replace(dir + "/" + fresh("f"), 500);
    } else {
      worker.moveTree(dir(), fresh("d"));
    }
  }

  private void onFile(String path, int chance) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    boolean link = name.startsWith("l");
    if (chance < 40) {
      var _ = link ? worker.link(path) : worker.replace(path, random.nextInt(4000));
    } else if (chance < 56) {
      worker.append(path);
    } else if (chance < 62) {
      worker.rewrite(path, random.nextInt(2000));
    } else if (chance < 73) {
      var _ = spare(1) ? worker.delete(path) : worker.append(path);
    } else if (chance < 80) {
      worker.move(path, in(Marks.identity(path) + "-" + fresh("r")));
    } else if ((Marks.identity(path).hashCode() & 1) == 0 == (worker.side() == Side.A)) {
      worker.chmod(path, List.of("664", "640", "600", "644").get(random.nextInt(4)));
    }
  }
}
