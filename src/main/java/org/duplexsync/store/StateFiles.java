package org.duplexsync.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;

/** The files of one job in the state directory: 0600 in a directory that is 0700. */
record StateFiles(Path directory, String job) {
  static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");
  private static final int STICKY = 01000;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  Path database() {
    return directory.resolve(fileName() + ".db");
  }

  Path lock() {
    return directory.resolve(fileName() + ".lock");
  }

  Path owner() {
    return directory.resolve(fileName() + ".owner");
  }

  Path log() {
    return directory.resolve(fileName() + ".log");
  }

  Path clean() {
    return directory.resolve(fileName() + ".clean");
  }

  /** Says what was found damaged, from then until the next opening sets it aside. */
  private Path damaged() {
    return directory.resolve(fileName() + ".damaged");
  }

  void noteDamage(String what) {
    try {
      replace(damaged(), what);
    } catch (IOException e) {
      // the next opening looks for itself, and finds most damage
    }
  }

  /**
   * @param existed false: there is no database any more that it was said of
   */
  boolean foundDamaged(boolean existed) throws IOException {
    if (!existed) {
      Files.deleteIfExists(damaged());
    }
    return Files.exists(damaged());
  }

  /** The job's name with everything that a file name could stumble over as {@code %XX}. */
  private String fileName() {
    StringBuilder name = new StringBuilder();
    for (byte b : job.getBytes(UTF_8)) {
      boolean plain = b > 0 && (Character.isLetterOrDigit(b) || b == '_' || b == '-');
      if (plain) {
        name.append((char) b);
      } else {
        name.append('%').append(Integer.toHexString((b & 0xff) | 0x100), 1, 3);
      }
    }
    return name.toString();
  }

  /** Makes the directory, or closes it to others where it is ours. */
  void prepareDirectory() throws IOException {
    try {
      if (!Files.isDirectory(directory)) {
        Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      }
      if (((int) Files.getAttribute(directory, "unix:mode") & STICKY) != 0) {
        throw new StoreException(
            StoreException.Kind.NOT_WRITABLE,
            "the state directory " + directory + " is shared with others: name one of your own");
      }
      if (!Files.getPosixFilePermissions(directory).equals(OWNER_ONLY)) {
        Files.setPosixFilePermissions(directory, OWNER_ONLY);
      }
    } catch (FileAlreadyExistsException e) {
      throw new StoreException(
          StoreException.Kind.NOT_WRITABLE, "the state directory " + directory + " is a file", e);
    } catch (FileSystemException e) {
      throw notWritable(e);
    }
  }

  StoreException notWritable(FileSystemException cause) {
    String reason =
        switch (cause) {
          case AccessDeniedException _ -> "permission denied";
          case NoSuchFileException _ -> "no directory can be made there";
          default -> String.valueOf(cause.getReason());
        };
    return new StoreException(
        StoreException.Kind.NOT_WRITABLE,
        "the state directory "
            + directory
            + " can't be written ("
            + reason
            + "): check its owner and mode, or name another one",
        cause);
  }

  StoreException newer() {
    return new StoreException(
        StoreException.Kind.NEWER,
        "the state " + database() + " was written by a later version of Duplex: use that");
  }

  /** Makes the database with its mode before SQLite opens it: its log files inherit it. */
  void createDatabase() throws IOException {
    try {
      Files.createFile(database(), PRIVATE);
    } catch (FileAlreadyExistsException _) {
      Files.setPosixFilePermissions(database(), PosixFilePermissions.fromString("rw-------"));
    }
  }

  void replace(Path file, String content) throws IOException {
    Path fresh = Files.createTempFile(directory, fileName(), ".new", PRIVATE);
    Files.writeString(fresh, content);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Renames the database with its logs, so that it can still be opened by hand. Returns its name.
   */
  Path setAside(Instant now) throws IOException {
    String stem = fileName() + ".aside-" + STAMP.format(now);
    Path aside = directory.resolve(stem + ".db");
    for (int i = 2; Files.exists(aside); i++) {
      aside = directory.resolve(stem + "-" + i + ".db");
    }
    Files.deleteIfExists(damaged());
    for (String log : new String[] {"-wal", "-shm"}) {
      Path from = Path.of(database() + log);
      if (Files.exists(from)) {
        Files.move(from, Path.of(aside + log));
      }
    }
    return Files.move(database(), aside);
  }
}
