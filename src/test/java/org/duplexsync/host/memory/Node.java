package org.duplexsync.host.memory;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Entry;
import org.duplexsync.model.FileId;
import org.duplexsync.model.Kind;
import org.jspecify.annotations.Nullable;

/** A file, link or directory. Its number is given away again when the last name and handle went. */
final class Node {
  final long inode;
  final Kind kind;
  final TreeMap<Bytes, Node> children = new TreeMap<>();
  byte[] content = {};
  @Nullable Bytes target;
  int mode;
  String owner = "root";
  String group = "root";
  Instant mtime = Instant.EPOCH;
  Instant ctime = Instant.EPOCH;
  int links;
  int handles;

  /** Content was written and not yet synced: power loss empties it. */
  boolean unsynced;

  Node(long inode, Kind kind) {
    this.inode = inode;
    this.kind = kind;
  }

  boolean isDirectory() {
    return kind == Kind.DIRECTORY;
  }

  Entry entry() {
    int count =
        isDirectory()
            ? 2 + (int) children.values().stream().filter(Node::isDirectory).count()
            : links;
    return new Entry(
        kind, content.length, mtime, mode, owner, group, target, new FileId(inode, ctime, count));
  }

  /** Deep, with hard links kept; handles don't survive. */
  Node copy(Map<Node, Node> done) {
    Node known = done.get(this);
    if (known != null) {
      return known;
    }
    Node copy = new Node(inode, kind);
    done.put(this, copy);
    copy.content = content;
    copy.target = target;
    copy.mode = mode;
    copy.owner = owner;
    copy.group = group;
    copy.mtime = mtime;
    copy.ctime = ctime;
    copy.links = links;
    copy.unsynced = unsynced;
    children.forEach((name, child) -> copy.children.put(name, child.copy(done)));
    return copy;
  }
}
