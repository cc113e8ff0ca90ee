package org.duplexsync.reconcile;

import java.time.Instant;
import java.util.List;
import org.duplexsync.model.Kind;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/** One thing that somebody does to a tree; where it can't be done nothing happens. */
record Op(What what, Where where, RelPath path, RelPath other, int number) {
  enum What {
    CREATE,
    EDIT,
    EDIT_BACK,
    EDIT_SAME_TIME,
    TOUCH,
    CHMOD,
    SETUID,
    DELETE,
    MOVE,
    MOVE_EDITED,
    SWAP,
    REPLACE,
    DIRECTORY,
    LINK,
    SOCKET,
    RETYPE,
    CLOSE,
    ROLL_BACK,
    CLEAR,
    EMPTY
  }

  enum Where {
    A,
    B,
    BOTH
  }

  Op as(What other) {
    return new Op(other, where, path, this.other, number);
  }

  /** The same at the place of another one, with its number, on the other side. */
  Op at(Op before) {
    Where opposite = before.where == Where.A ? Where.B : Where.A;
    boolean same = what == What.CREATE || what == What.EDIT || what == What.MOVE;
    return new Op(what, opposite, before.path, other, same ? before.number : number);
  }

  /**
   * @param old the same disk as it was before, for a rollback
   */
  void run(Disk disk, @Nullable Disk old, Instant now) {
    if (disk.get(path) == null && needs() && !disk.nodes.isEmpty()) {
      int index = Math.floorMod(number, disk.nodes.size());
      RelPath some = List.copyOf(disk.nodes.keySet()).get(index);
      new Op(what, where, some, other, number).run(disk, old, now);
      return;
    }
    Disk.Node node = disk.get(path);
    Instant stamp = disk.stamp(now);
    switch (what) {
      case CREATE -> make(disk, Kind.FILE, now);
      case DIRECTORY -> make(disk, Kind.DIRECTORY, now);
      case LINK -> make(disk, Kind.SYMLINK, now);
      case SOCKET -> make(disk, Kind.OTHER, now);
      case EDIT -> edit(disk, node, stamp, stamp);
      case EDIT_BACK -> edit(disk, node, disk.stamp(now.minusSeconds(90_000)), stamp);
      case EDIT_SAME_TIME -> edit(disk, node, node == null ? stamp : node.mtime(), stamp);
      case TOUCH -> {
        if (node != null && node.kind() == Kind.FILE) {
          disk.nodes.put(path, node.at(stamp, stamp));
        }
      }
      case CHMOD -> {
        if (node != null && node.kind() != Kind.SYMLINK) {
          int[] modes = {0644, 0600, 0755, 0664};
          disk.nodes.put(path, node.mode(modes[number % 4], stamp));
        }
      }
      case SETUID -> {
        if (node != null && node.kind() == Kind.FILE) {
          disk.nodes.put(path, node.mode(node.mode() | 04000, stamp));
        }
      }
      case DELETE -> disk.removeAll(path);
      case MOVE -> disk.rename(path, other, now);
      case MOVE_EDITED -> {
        if (disk.rename(path, other, now)) {
          edit(disk, other, disk.get(other), stamp, stamp);
        }
      }
      case SWAP -> swap(disk, now);
      case REPLACE -> {
        if (node != null && node.kind() == Kind.FILE) {
          disk.remove(path);
          disk.make(path, Kind.FILE, number, now, 0644, now);
        }
      }
      case RETYPE -> retype(disk, node, now);
      case CLOSE -> {
        if (disk.isDirectory(path)) {
          disk.closed.put(path, "Permission denied");
        }
      }
      case ROLL_BACK -> rollBack(disk, old, now);
      case EMPTY -> {
        for (RelPath inner : List.copyOf(disk.below(path).descendingKeySet())) {
          disk.remove(inner);
        }
      }
      case CLEAR -> {
        for (RelPath top : disk.nodes.keySet().toArray(RelPath[]::new)) {
          if (!top.equals(path)) {
            disk.removeAll(top);
          }
        }
      }
    }
  }

  /** Something must be there to be worked on; if it isn't, something else is taken. */
  private boolean needs() {
    return switch (what) {
      case CREATE, DIRECTORY, LINK, SOCKET, ROLL_BACK, CLEAR -> false;
      case EDIT, EDIT_BACK, EDIT_SAME_TIME, TOUCH, CHMOD, SETUID, DELETE, EMPTY -> true;
      case MOVE, MOVE_EDITED, SWAP, REPLACE, RETYPE, CLOSE -> true;
    };
  }

  private void make(Disk disk, Kind kind, Instant now) {
    if (disk.get(path) == null && disk.canHold(path)) {
      disk.make(path, kind, kind == Kind.DIRECTORY ? 0 : number, now, mode(kind), now);
    }
  }

  private static int mode(Kind kind) {
    return kind == Kind.FILE ? 0644 : kind == Kind.SYMLINK ? 0777 : 0755;
  }

  private void edit(Disk disk, Disk.@Nullable Node node, Instant mtime, Instant now) {
    edit(disk, path, node, mtime, now);
  }

  private void edit(Disk disk, RelPath at, Disk.@Nullable Node node, Instant mtime, Instant now) {
    if (node != null && (node.kind() == Kind.FILE || node.kind() == Kind.SYMLINK)) {
      disk.nodes.put(at, node.content(number, mtime, now));
    }
  }

  private void swap(Disk disk, Instant now) {
    Disk.Node x = disk.get(path);
    Disk.Node y = disk.get(other);
    if (x == null || y == null || path.equals(other)) {
      return;
    }
    if (x.kind() != Kind.DIRECTORY && y.kind() != Kind.DIRECTORY) {
      disk.nodes.put(path, y.at(y.mtime(), disk.stamp(now)));
      disk.nodes.put(other, x.at(x.mtime(), disk.stamp(now)));
    }
  }

  private void retype(Disk disk, Disk.@Nullable Node node, Instant now) {
    if (node == null) {
      return;
    }
    Kind[] kinds = {Kind.FILE, Kind.DIRECTORY, Kind.SYMLINK};
    Kind to = kinds[number % 3];
    if (to != node.kind()) {
      disk.removeAll(path);
      disk.make(path, to, to == Kind.DIRECTORY ? 0 : number, now, mode(to), now);
    }
  }

  /** What was restored from a backup: old content and times, new inodes. */
  private static void rollBack(Disk disk, @Nullable Disk old, Instant now) {
    if (old == null) {
      return;
    }
    for (RelPath top : disk.nodes.keySet().toArray(RelPath[]::new)) {
      disk.removeAll(top);
    }
    old.nodes.forEach((at, n) -> disk.make(at, n.kind(), n.content(), n.mtime(), n.mode(), now));
  }
}
