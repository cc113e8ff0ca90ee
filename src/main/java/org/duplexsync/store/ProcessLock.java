package org.duplexsync.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The right to write to one job's store: a lock that ends with the process. Who has it stands in a
 * file of its own, because closing any channel of a locked file drops the lock on some systems; for
 * the same reason this process never opens a lock file twice.
 */
final class ProcessLock implements AutoCloseable {
  private static final ConcurrentMap<Path, LockOwner> HELD_HERE = new ConcurrentHashMap<>();

  private final Path key;
  private final FileChannel channel;

  private ProcessLock(Path key, FileChannel channel) {
    this.key = key;
    this.channel = channel;
  }

  /**
   * @throws StoreException if another has it; the message names who
   */
  static ProcessLock take(StateFiles files, Instant now) throws IOException {
    LockOwner self = new LockOwner(ProcessHandle.current().pid(), hostName(), now);
    Path key = files.lock().toAbsolutePath().normalize();
    LockOwner known = HELD_HERE.putIfAbsent(key, self);
    if (known != null) {
      throw held(known);
    }
    FileChannel channel = null;
    boolean taken = false;
    try {
      channel = FileChannel.open(files.lock(), Set.of(CREATE, WRITE), StateFiles.PRIVATE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw held(owner(files));
      }
      List<String> lines = List.of("" + self.pid(), self.host(), "" + self.since());
      files.replace(files.owner(), String.join("\n", lines) + "\n");
      taken = true;
      return new ProcessLock(key, channel);
    } finally {
      if (!taken) {
        HELD_HERE.remove(key);
        if (channel != null) {
          channel.close();
        }
      }
    }
  }

  /** Who wrote the owner file last; null if that can't be told. */
  static @Nullable LockOwner owner(StateFiles files) {
    try {
      List<String> lines = Files.readAllLines(files.owner());
      return lines.size() < 3
          ? null
          : new LockOwner(Long.parseLong(lines.get(0)), lines.get(1), Instant.parse(lines.get(2)));
    } catch (IOException | NumberFormatException | DateTimeException e) {
      return null;
    }
  }

  private static StoreException held(@Nullable LockOwner owner) {
    String who = owner == null ? "another process" : owner.toString();
    return new StoreException(
        StoreException.Kind.LOCKED, "this job is already being run by " + who);
  }

  private static String hostName() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      String name = System.getenv("HOSTNAME");
      return name == null ? "this host" : name;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD_HERE.remove(key);
    }
  }
}
