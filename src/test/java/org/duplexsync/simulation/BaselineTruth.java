package org.duplexsync.simulation;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.duplexsync.host.memory.Content;
import org.duplexsync.host.memory.Errno;
import org.duplexsync.host.memory.MemoryUser;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.BaselineRow;
import org.duplexsync.model.Entry;
import org.duplexsync.model.FileId;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Sha256;
import org.duplexsync.model.Side;
import org.duplexsync.store.Cursor;
import org.duplexsync.store.Store;

/** What the store believes is agreed must be so. */
final class BaselineTruth {
  private final World world;
  private final Path state;

  BaselineTruth(World world, Path state) {
    this.world = world;
    this.state = state;
  }

  /**
   * A file that has the agreed identity has the agreed content. After quiet the baseline names
   * exactly what is there, and nothing is left open.
   */
  void check(boolean quiet) {
    try (Store store = Store.open(state, "job", world.time())) {
      var paths = new HashSet<String>();
      try (Cursor<BaselineRow> rows = store.baseline(World.PAIR).all()) {
        while (rows.hasNext()) {
          BaselineRow row = rows.next();
          boolean directory = row.agreed().entry().isDirectory();
          if (world.traits().filter().excludes(row.path(), directory)) {
            continue; // what is left out now may have been agreed before
          }
          paths.add(row.path().toString());
          checkRow(row, quiet);
        }
      }
      if (quiet) {
        checkQuiet(store, paths);
      }
    }
  }

  /** An earlier run was cut short and not settled yet. */
  boolean isOpen() {
    try (Store store = Store.open(state, "job", world.time())) {
      return !store.intents(World.PAIR).open().isEmpty();
    }
  }

  private void checkQuiet(Store store, Set<String> paths) {
    Set<String> there = Truth.tree(world, Side.A).keySet();
    if (!paths.equals(there)) {
      throw new AssertionError("the baseline names " + paths + ", there is " + there);
    }
    if (!store.intents(World.PAIR).open().isEmpty()) {
      throw new AssertionError("open intents are left");
    }
  }

  private void checkRow(BaselineRow row, boolean quiet) {
    for (Side side : Side.values()) {
      try {
        checkSide(row, side, quiet);
      } catch (Errno e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void checkSide(BaselineRow row, Side side, boolean quiet) throws Errno {
    MemoryUser admin = world.admin(side);
    String path = row.path().toString();
    Agreed agreed = row.agreed();
    if (!(admin.look(path) instanceof Seen.Present(Entry now)) || !now.isFile()) {
      return;
    }
    FileId id = agreed.id(side);
    boolean same =
        id.inode() == now.id().inode()
            && id.ctime().equals(now.id().ctime())
            && now.looksLike(agreed.entry());
    Sha256 hash = Content.sha256(admin.read(path));
    if (same && agreed.sha256() != null && !hash.equals(agreed.sha256())) {
      throw new AssertionError(path + " on " + side + " is not what the baseline says it is");
    }
    if (quiet && !same) {
      throw new AssertionError(
          "%s on %s: agreed %s %s, there is %s"
              .formatted(path, side, agreed.entry(), Objects.toString(id), now));
    }
  }
}
