package org.duplexsync.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one host holds.
 *
 * @param tree by path
 * @param kept marks in old contents that were kept, each with the size it was found in
 * @param staged files that should have gone from the temp dir
 */
public record Held(Map<String, Item> tree, Set<String> kept, Set<String> staged) {
  /**
   * @param kind {@code d}, {@code f} or {@code l}
   * @param mode as by ls; empty for a link
   * @param content of a file, {@code link TARGET} of a link
   */
  public record Item(char kind, String mode, String content) {}

  /** Reads a root and the temp dir that belongs to it, as root of this machine. */
  public static Held read(Path root, Path temp) {
    Set<String> kept = new TreeSet<>();
    Set<String> staged = new HashSet<>();
    for (Map.Entry<String, Item> found : tree(temp).entrySet()) {
      String name = found.getKey().substring(found.getKey().lastIndexOf('/') + 1);
      if (found.getValue().kind() == 'd') {
        continue;
      }
      if (name.startsWith("s-")) {
        staged.add(found.getKey());
      } else {
        kept.addAll(Marks.in(found.getValue().content()));
      }
    }
    return new Held(tree(root), kept, staged);
  }

  public static Map<String, Item> tree(Path root) {
    Map<String, Item> items = new TreeMap<>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes)
                throws IOException {
              if (!dir.equals(root)) {
                add(dir, attributes);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              add(file, attributes);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
              if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
              }
              throw e;
            }

            private void add(Path path, BasicFileAttributes attributes) throws IOException {
              try {
                items.put(root.relativize(path).toString(), item(path, attributes));
              } catch (NoSuchFileException e) {
                // it went while we looked
              }
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return items;
  }

  private static Item item(Path path, BasicFileAttributes attributes) throws IOException {
    if (attributes.isSymbolicLink()) {
      return new Item('l', "", "link " + Files.readSymbolicLink(path));
    }
    String mode =
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    return attributes.isDirectory()
        ? new Item('d', mode, "")
        : new Item('f', mode, new String(Files.readAllBytes(path), ISO_8859_1));
  }

  /** Marks that stand in the tree. */
  Set<String> marks() {
    Set<String> all = new HashSet<>();
    tree.values().forEach(item -> all.addAll(Marks.in(item.content())));
    return all;
  }
}
