package org.duplexsync.reconcile;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Entry;
import org.duplexsync.model.FileId;
import org.duplexsync.model.Kind;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Sha256;
import org.jspecify.annotations.Nullable;

/** A little tree with inodes that are given away again at once, as ext4 does. */
final class Disk {
  final TreeMap<RelPath, Node> nodes = new TreeMap<>();
  final Map<RelPath, String> closed = new HashMap<>();
  final boolean wholeSeconds;
  private final Deque<Long> freed = new ArrayDeque<>();
  private long next = 100;

  Disk(boolean wholeSeconds) {
    this.wholeSeconds = wholeSeconds;
  }

  /** A file's content is a number; three of four contents share their size. */
  record Node(Kind kind, int content, Instant mtime, int mode, long inode, Instant ctime) {
    Entry entry() {
      return new Entry(
          kind,
          kind == Kind.FILE ? size() : 0,
          mtime,
          mode,
          "web",
          "web",
          kind == Kind.SYMLINK ? Bytes.of("t" + content) : null,
          new FileId(inode, ctime, kind == Kind.DIRECTORY ? 2 : 1));
    }

    private int size() {
      return 10 + (content % 4 == 0 ? 1 : 0);
    }

    Node at(Instant mtime, Instant ctime) {
      return new Node(kind, content, mtime, mode, inode, ctime);
    }

    Node mode(int mode, Instant ctime) {
      return new Node(kind, content, mtime, mode, inode, ctime);
    }

    Node content(int content, Instant mtime, Instant ctime) {
      return new Node(kind, content, mtime, mode, inode, ctime);
    }
  }

  Instant stamp(Instant time) {
    return wholeSeconds ? time.truncatedTo(ChronoUnit.SECONDS) : time;
  }

  static Sha256 hash(int content) {
    byte[] digest = new byte[32];
    digest[0] = (byte) content;
    digest[1] = (byte) (content >> 8);
    digest[2] = (byte) (content >> 16);
    return Sha256.of(digest);
  }

  boolean canHold(RelPath path) {
    RelPath parent = path.parent();
    return parent == null || parent.isRoot() || isDirectory(parent);
  }

  boolean isDirectory(RelPath path) {
    Node node = nodes.get(path);
    return node != null && node.kind == Kind.DIRECTORY;
  }

  @Nullable Node get(RelPath path) {
    return nodes.get(path);
  }

  Node make(RelPath path, Kind kind, int content, Instant mtime, int mode, Instant now) {
    Long old = freed.pollLast();
    Node node = new Node(kind, content, stamp(mtime), mode, old == null ? next++ : old, stamp(now));
    nodes.put(path, node);
    return node;
  }

  /** Removes one name; a directory must be empty. */
  void remove(RelPath path) {
    Node node = nodes.remove(path);
    if (node != null) {
      freed.addLast(node.inode);
      closed.remove(path);
    }
  }

  void removeAll(RelPath path) {
    for (RelPath inner : List.copyOf(below(path).descendingKeySet())) {
      remove(inner);
    }
    remove(path);
  }

  NavigableMap<RelPath, Node> below(RelPath path) {
    NavigableMap<RelPath, Node> all = new TreeMap<>();
    for (var entry : nodes.tailMap(path, false).entrySet()) {
      if (path.contains(entry.getKey())) {
        all.put(entry.getKey(), entry.getValue());
      }
    }
    return all;
  }

  /** What {@link #take} took out: a name with all below it. */
  record Taken(RelPath path, Map<RelPath, Node> nodes) {}

  Taken take(RelPath path) {
    Map<RelPath, Node> taken = new TreeMap<>(below(path));
    Node node = nodes.get(path);
    if (node != null) {
      taken.put(path, node);
    }
    taken.keySet().forEach(nodes::remove);
    return new Taken(path, taken);
  }

  void place(Taken taken, RelPath to, Instant now) {
    taken.nodes.forEach((path, node) ->
        nodes.put(
            path.rebase(taken.path, to),
            path.equals(taken.path) ? node.at(node.mtime, stamp(now)) : node));
  }

  /** As {@code rename(2)}: what a file is moved onto is gone. */
  boolean rename(RelPath from, RelPath to, Instant now) {
    Node node = nodes.get(from);
    Node onto = nodes.get(to);
    if (node == null || from.equals(to) || from.contains(to) || to.contains(from)) {
      return false;
    }
    boolean directory = node.kind == Kind.DIRECTORY;
    if (!canHold(to) || (onto != null && (directory || onto.kind == Kind.DIRECTORY))) {
      return false;
    }
    if (onto != null) {
      remove(to);
    }
    place(take(from), to, now);
    return true;
  }

  List<Integer> contents() {
    List<Integer> all = new ArrayList<>();
    for (Node node : nodes.values()) {
      if (node.kind == Kind.FILE) {
        all.add(node.content);
      }
    }
    return all;
  }

  Disk copy() {
    Disk copy = new Disk(wholeSeconds);
    copy.nodes.putAll(nodes);
    copy.closed.putAll(closed);
    copy.freed.addAll(freed);
    copy.next = next;
    return copy;
  }
}
