package org.duplexsync.host.ssh;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Adds accepted keys to a known_hosts file; makes it 0600 in a 0700 directory where it is new. */
final class KnownHostsFile {
  private KnownHostsFile() {}

  static void append(Path file, String host, HostKeyBlob key) throws IOException {
    create(file);
    try (FileChannel channel =
            FileChannel.open(file, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE));
        FileLock lock = channel.lock()) {
      String line = (endsWithNewline(channel) ? "" : "\n") + text(host, key);
      ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
      long end = channel.size();
      while (bytes.hasRemaining()) {
        end += channel.write(bytes, end);
      }
      assert lock.isValid();
    }
  }

  private static String text(String host, HostKeyBlob key) {
    return host + " " + key.type() + " " + key.base64() + "\n";
  }

  private static boolean endsWithNewline(FileChannel channel) throws IOException {
    if (channel.size() == 0) {
      return true;
    }
    ByteBuffer last = ByteBuffer.allocate(1);
    channel.read(last, channel.size() - 1);
    return last.get(0) == '\n';
  }

  private static void create(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null && !Files.isDirectory(directory)) {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException e) {
      // appended to as it is
    }
  }
}
