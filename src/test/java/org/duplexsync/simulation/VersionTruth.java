package org.duplexsync.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import org.duplexsync.host.memory.Errno;
import org.duplexsync.host.memory.MemoryUser;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Side;
import org.duplexsync.store.Store;

/**
 * What was replaced or removed can be found again: the store knows each version, and each was put
 * there because the engine had seen what it was.
 */
final class VersionTruth {
  private static final String VERSIONS = "srv/tmp/.pair-versions";

  private final World world;
  private final Work work;
  private final Acts acts;
  private final Path state;

  VersionTruth(World world, Work work, Acts acts, Path state) {
    this.world = world;
    this.work = work;
    this.acts = acts;
    this.state = state;
  }

  void check() {
    try (Store store = Store.open(state, "job", world.time())) {
      for (Side side : Side.values()) {
        check(store, side, "");
      }
    } catch (Errno e) {
      throw new IllegalStateException(e);
    }
  }

  private void check(Store store, Side side, String directory) throws Errno {
    MemoryUser disk = world.disk(side);
    String at = directory.isEmpty() ? VERSIONS : VERSIONS + "/" + directory;
    for (Bytes each : disk.names(at)) {
      String name = Deeds.join(directory, each);
      Entry entry = disk.entry(VERSIONS + "/" + name);
      if (entry.isDirectory()) {
        check(store, side, name);
      } else if (!name.startsWith(".")) {
        check(store, side, name, entry);
      }
    }
  }

  private void check(Store store, Side side, String name, Entry entry) throws Errno {
    if (store.versions(World.PAIR).get(side, name) == null) {
      throw new AssertionError(
          "the version %s on %s is not known to anybody: %s".formatted(name, side, entry));
    }
    if (!acts.knew(side, name, entry) && !isHeldOpen(side, name, entry)) {
      throw new AssertionError(
          "the version %s on %s was replaced or removed unseen: %s".formatted(name, side, entry));
    }
  }

  private boolean isHeldOpen(Side side, String name, Entry entry) throws Errno {
    return entry.isFile()
        && work.wroteByHandle(new String(world.disk(side).read(VERSIONS + "/" + name), UTF_8));
  }
}
