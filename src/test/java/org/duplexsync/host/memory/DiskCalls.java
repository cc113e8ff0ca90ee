package org.duplexsync.host.memory;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.duplexsync.host.memory.DiskEvents.What;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Kind;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/**
 * The calls of the file system as one account makes them. No component of a path is followed
 * through a link. Each call is atomic, as in a kernel.
 */
final class DiskCalls {
  private final MemoryDisk disk;
  private final Account account;

  DiskCalls(MemoryDisk disk, Account account) {
    this.disk = disk;
    this.account = account;
  }

  Account account() {
    return account;
  }

  /** The node at the path itself, also when it is a link. */
  Node lookup(RelPath path) throws Errno {
    synchronized (disk) {
      Node at = disk.root();
      for (Bytes name : Names.of(path)) {
        at = step(at, name, path);
      }
      return at;
    }
  }

  @Nullable Node find(RelPath path) throws Errno {
    try {
      return lookup(path);
    } catch (Errno e) {
      if (e.is("ENOENT") || e.is("ENOTDIR")) {
        return null;
      }
      throw e;
    }
  }

  private Node step(Node at, Bytes name, RelPath about) throws Errno {
    if (!at.isDirectory()) {
      throw new Errno("ENOTDIR", about);
    }
    account.need(at, Account.ENTER, about);
    Node next = at.children.get(name);
    if (next == null) {
      throw new Errno("ENOENT", about);
    }
    return next;
  }

  private Node directory(RelPath path, int rights) throws Errno {
    Node node = lookup(path);
    if (!node.isDirectory()) {
      throw new Errno("ENOTDIR", path);
    }
    account.need(node, rights, path);
    return node;
  }

  private Node parentToChange(RelPath path) throws Errno {
    return directory(Objects.requireNonNull(path.parent()), Account.WRITE | Account.ENTER);
  }

  List<Bytes> names(RelPath path) throws Errno {
    synchronized (disk) {
      return List.copyOf(directory(path, Account.READ).children.keySet());
    }
  }

  Node create(RelPath path, Kind kind, int mode) throws Errno {
    synchronized (disk) {
      Node parent = parentToChange(path);
      if (parent.children.containsKey(path.name())) {
        throw new Errno("EEXIST", path);
      }
      Node node = disk.allocate(kind);
      boolean inherits = (parent.mode & 02000) != 0;
      node.mode = mode | (inherits && kind == Kind.DIRECTORY ? 02000 : 0);
      node.owner = account.name();
      node.group = inherits ? parent.group : account.group();
      node.mtime = disk.stamp();
      node.ctime = node.mtime;
      attach(parent, path.name(), node);
      disk.events().tell(What.MADE, path, node);
      return node;
    }
  }

  Node symlink(RelPath path, Bytes target) throws Errno {
    synchronized (disk) {
      Node node = create(path, Kind.SYMLINK, 0777);
      node.target = target;
      return node;
    }
  }

  void link(RelPath from, RelPath to) throws Errno {
    synchronized (disk) {
      Node node = lookup(from);
      Node parent = parentToChange(to);
      if (node.isDirectory()) {
        throw new Errno("EPERM", from);
      }
      if (parent.children.containsKey(to.name())) {
        throw new Errno("EEXIST", to);
      }
      attach(parent, to.name(), node);
      node.ctime = disk.stamp();
      disk.events().tell(What.CLOSED, to, node);
    }
  }

  byte[] read(Node node, Object about) throws Errno {
    synchronized (disk) {
      account.need(node, Account.READ, about);
      return node.content;
    }
  }

  void write(Node node, byte[] content, Object about) throws Errno {
    synchronized (disk) {
      account.need(node, Account.WRITE, about);
      disk.setContent(node, content, about);
      disk.tell(What.CLOSED, node);
    }
  }

  void unlink(RelPath path) throws Errno {
    synchronized (disk) {
      Node parent = parentToChange(path);
      Node node = child(parent, path);
      if (node.isDirectory()) {
        throw new Errno("EISDIR", path);
      }
      mayTake(parent, node, path);
      detach(parent, path.name());
      node.ctime = disk.stamp();
      disk.release(node);
      disk.events().tell(What.DELETED, path, node);
    }
  }

  void rmdir(RelPath path) throws Errno {
    synchronized (disk) {
      Node parent = parentToChange(path);
      Node node = child(parent, path);
      if (!node.isDirectory()) {
        throw new Errno("ENOTDIR", path);
      }
      if (!node.children.isEmpty()) {
        throw new Errno("ENOTEMPTY", path);
      }
      mayTake(parent, node, path);
      detach(parent, path.name());
      disk.release(node);
      disk.events().tell(What.DELETED, path, node);
    }
  }

  /** As {@code renameat2} with RENAME_NOREPLACE. */
  void renameNoReplace(RelPath from, RelPath to) throws Errno {
    synchronized (disk) {
      Node source = parentToChange(from);
      Node node = child(source, from);
      Node target = parentToChange(to);
      if (target.children.containsKey(to.name())) {
        throw new Errno("EEXIST", to);
      }
      if (node.isDirectory() && (from.equals(to) || from.contains(to))) {
        throw new Errno("EINVAL", to);
      }
      mayMove(source, target, node, from);
      detach(source, from.name());
      attach(target, to.name(), node);
      node.ctime = disk.stamp();
      disk.events().tell(What.LEFT, from, node);
      disk.events().tell(What.CAME, to, node);
    }
  }

  /** As {@code rename}: replaces a file or an empty directory of the same kind. */
  void rename(RelPath from, RelPath to) throws Errno {
    synchronized (disk) {
      Node node = lookup(from);
      Node old = find(to);
      if (old == node) {
        return;
      }
      if (old != null && !node.isDirectory() && old.isDirectory()) {
        throw new Errno("EISDIR", to);
      }
      if (old != null && node.isDirectory() && !old.isDirectory()) {
        throw new Errno("ENOTDIR", to);
      }
      if (node.isDirectory() && from.contains(to)) {
        throw new Errno("EINVAL", to);
      }
      mayMove(parentToChange(from), parentToChange(to), node, from);
      if (old != null && old.isDirectory()) {
        rmdir(to);
      } else if (old != null) {
        unlink(to);
      }
      renameNoReplace(from, to);
    }
  }

  /** As {@code renameat2} with RENAME_EXCHANGE. */
  void exchange(RelPath one, RelPath two) throws Errno {
    synchronized (disk) {
      Node parentOne = parentToChange(one);
      Node parentTwo = parentToChange(two);
      Node first = child(parentOne, one);
      Node second = child(parentTwo, two);
      if (one.contains(two) || two.contains(one)) {
        throw new Errno("EINVAL", two);
      }
      mayMove(parentOne, parentTwo, first, one);
      mayMove(parentTwo, parentOne, second, two);
      parentOne.children.put(one.name(), second);
      parentTwo.children.put(two.name(), first);
      Instant now = disk.stamp();
      for (Node node : List.of(parentOne, parentTwo)) {
        node.mtime = now;
        node.ctime = now;
      }
      first.ctime = now;
      second.ctime = now;
      disk.events().tell(What.CAME, one, second);
      disk.events().tell(What.CAME, two, first);
    }
  }

  void chmod(Node node, int mode, Object about) throws Errno {
    synchronized (disk) {
      own(node, about);
      node.mode = mode;
      node.ctime = disk.stamp();
      disk.tell(What.TOUCHED, node);
    }
  }

  void chgrp(Node node, String group, Object about) throws Errno {
    synchronized (disk) {
      own(node, about);
      if (!account.isRoot() && !account.groups().contains(group)) {
        throw new Errno("EPERM", about);
      }
      node.group = group;
      node.ctime = disk.stamp();
      disk.tell(What.TOUCHED, node);
    }
  }

  void chown(Node node, String owner, Object about) throws Errno {
    synchronized (disk) {
      if (!account.isRoot() && !node.owner.equals(owner)) {
        throw new Errno("EPERM", about);
      }
      node.owner = owner;
      node.ctime = disk.stamp();
      disk.tell(What.TOUCHED, node);
    }
  }

  void utime(Node node, Instant mtime, Object about) throws Errno {
    synchronized (disk) {
      own(node, about);
      node.mtime = mtime;
      node.ctime = disk.stamp();
      disk.tell(What.TOUCHED, node);
    }
  }

  private void own(Node node, Object about) throws Errno {
    if (!account.owns(node)) {
      throw new Errno("EPERM", about);
    }
  }

  private static Node child(Node parent, RelPath path) throws Errno {
    Node node = parent.children.get(path.name());
    if (node == null) {
      throw new Errno("ENOENT", path);
    }
    return node;
  }

  private void mayTake(Node parent, Node node, Object about) throws Errno {
    if ((parent.mode & 01000) != 0 && !account.owns(node) && !account.owns(parent)) {
      throw new Errno("EPERM", about);
    }
  }

  private void mayMove(Node from, Node to, Node node, Object about) throws Errno {
    mayTake(from, node, about);
    if (node.isDirectory() && from != to) {
      account.need(node, Account.WRITE, about);
    }
  }

  private void attach(Node parent, Bytes name, Node node) {
    parent.children.put(name, node);
    node.links++;
    touch(parent);
  }

  private void detach(Node parent, Bytes name) {
    Objects.requireNonNull(parent.children.remove(name)).links--;
    touch(parent);
  }

  private void touch(Node directory) {
    directory.mtime = disk.stamp();
    directory.ctime = directory.mtime;
  }
}
