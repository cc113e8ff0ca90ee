package org.duplexsync.control.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the socket of a job's engine is: in the state directory, or, since the kernel takes no more
 * than 107 bytes, in a short directory of its own that a file in the state directory names. Either
 * is open to its owner only; that is what keeps others out.
 */
public final class SocketPlace {
  private static final int LONGEST = 107;

  private final Path state;
  private final String job;

  /**
   * @param state the directory that holds the job's store
   */
  public SocketPlace(Path state, String job) {
    this.state = state.toAbsolutePath().normalize();
    this.job = job;
  }

  private Path usual() {
    return state.resolve(job + ".socket");
  }

  private Path pointer() {
    return state.resolve(job + ".socket-at");
  }

  /** Makes room: what stands there is of an engine that is gone, since the caller has the store. */
  Path prepare(@Nullable Path runtimeDirectory) throws IOException {
    clear();
    Path socket = usual();
    if (fits(socket)) {
      requirePrivate(state);
      return socket;
    }
    Path shorter = Files.createTempDirectory(base(runtimeDirectory), "duplex").resolve("socket");
    if (!fits(shorter)) {
      Files.delete(shorter.getParent());
      throw new IOException(shorter + " is too long for a socket: name a shorter state directory");
    }
    Path fresh = Files.createTempFile(state, job, ".new");
    Files.writeString(fresh, shorter.toString());
    Files.move(fresh, pointer(), StandardCopyOption.ATOMIC_MOVE);
    return shorter;
  }

  private static Path base(@Nullable Path runtimeDirectory) {
    return runtimeDirectory != null && Files.isWritable(runtimeDirectory)
        ? runtimeDirectory
        : Path.of(System.getProperty("java.io.tmpdir"));
  }

  private static boolean fits(Path socket) {
    return socket.toString().getBytes(UTF_8).length <= LONGEST;
  }

  /** Where an engine may be listening; empty if none has left a socket. */
  Optional<Path> find() throws IOException {
    Path socket = Files.exists(pointer()) ? Path.of(Files.readString(pointer()).strip()) : usual();
    Path directory = socket.getParent();
    if (directory == null || !Files.exists(socket)) {
      return Optional.empty();
    }
    requirePrivate(directory);
    return Optional.of(socket);
  }

  /**
   * @throws IOException if another account could have put a socket there
   */
  private static void requirePrivate(Path directory) throws IOException {
    var now = Files.readAttributes(directory, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    Object self = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    if (!now.isDirectory()
        || !self.equals(Files.getAttribute(directory, "unix:uid", LinkOption.NOFOLLOW_LINKS))
        || !PosixFilePermissions.toString(now.permissions()).endsWith("------")) {
      throw new IOException(directory + " is not this account's alone; no socket in it is used");
    }
  }

  void clear() throws IOException {
    if (Files.exists(pointer())) {
      Path socket = Path.of(Files.readString(pointer()).strip());
      Path directory = socket.getParent();
      if (directory != null && Files.exists(directory)) {
        requirePrivate(directory);
        Files.deleteIfExists(socket);
        Files.deleteIfExists(directory);
      }
      Files.delete(pointer());
    }
    Files.deleteIfExists(usual());
  }
}
