package org.duplexsync.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/** A directory of this machine. */
public final class RealWorld implements World {
  private final Path root;

  public RealWorld(Path root) {
    this.root = root;
  }

  private Path at(RelPath path) {
    return root.resolve(path.toString());
  }

  @Override
  public void file(RelPath path, byte[] content, int mode, Instant mtime) throws IOException {
    Files.write(at(path), content);
    chmod(path, mode);
    Files.setLastModifiedTime(at(path), FileTime.from(mtime));
  }

  @Override
  public void directory(RelPath path, int mode) throws IOException {
    Files.createDirectory(at(path));
    chmod(path, mode);
  }

  @Override
  public void symlink(RelPath path, String target) throws IOException {
    Files.createSymbolicLink(at(path), Path.of(target));
  }

  @Override
  public void chmod(RelPath path, int mode) throws IOException {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    List<PosixFilePermission> all = List.of(PosixFilePermission.values());
    for (int bit = 0; bit < 9; bit++) {
      if ((mode & (0400 >> bit)) != 0) {
        permissions.add(all.get(bit));
      }
    }
    Files.setPosixFilePermissions(at(path), permissions);
  }

  @Override
  public void rename(RelPath from, RelPath to) throws IOException {
    Files.move(at(from), at(to));
  }

  @Override
  public void remove(RelPath path) throws IOException {
    try (Stream<Path> below = Files.walk(at(path))) {
      for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  @Override
  public byte @Nullable [] content(RelPath path) throws IOException {
    return Files.isRegularFile(at(path), LinkOption.NOFOLLOW_LINKS)
        ? Files.readAllBytes(at(path))
        : null;
  }
}
