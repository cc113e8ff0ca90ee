package org.duplexsync.model;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a listing says about one path.
 *
 * @param size in bytes; 0 for anything but a file
 * @param mtime to the nanosecond where the server has it
 * @param mode the lower twelve bits: permissions, setuid, setgid, sticky
 * @param owner account name, or the number in decimal where the server knows no name
 * @param group likewise
 * @param target of a symlink, null for anything else
 */
public record Entry(
    Kind kind,
    long size,
    Instant mtime,
    int mode,
    String owner,
    String group,
    @Nullable Bytes target,
    FileId id) {
  /** Of file systems, in nanoseconds: a second, a microsecond, and NTFS's 100 ns. */
  private static final int[] GRANULARITIES = {1_000_000_000, 1_000, 100};

  public Entry {
    if (size < 0 || (mode & ~07777) != 0 || (kind == Kind.SYMLINK) != (target != null)) {
      throw new IllegalArgumentException(
          "not an entry: " + kind + " size " + size + " mode " + mode);
    }
  }

  public boolean isFile() {
    return kind == Kind.FILE;
  }

  public boolean isDirectory() {
    return kind == Kind.DIRECTORY;
  }

  /**
   * Equal when the seconds are and one of the two is the other with the last digits of its
   * fraction, or all of them, cut off: so do old rsync and file systems that keep no nanoseconds.
   */
  public static boolean sameTime(Instant x, Instant y) {
    return x.getEpochSecond() == y.getEpochSecond()
        && (x.getNano() == y.getNano()
            || isCut(x.getNano(), y.getNano())
            || isCut(y.getNano(), x.getNano()));
  }

  private static boolean isCut(int cut, int nanos) {
    for (int unit : GRANULARITIES) {
      if (cut % unit == 0) {
        return nanos - nanos % unit == cut;
      }
    }
    return false;
  }

  /**
   * True when nothing suggests another content: kind, size and mtime (file), target (link), kind
   * alone (directory).
   */
  public boolean looksLike(Entry other) {
    return kind == other.kind
        && switch (kind) {
          case FILE -> size == other.size && sameTime(mtime, other.mtime);
          case SYMLINK -> Objects.equals(target, other.target);
          case DIRECTORY -> true;
          case OTHER -> false;
        };
  }
}
