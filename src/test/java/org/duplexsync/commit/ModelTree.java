package org.duplexsync.commit;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.duplexsync.model.Action;
import org.duplexsync.model.RelPath;

/**
 * One side as a map from path to what is there: {@code d7} a directory, {@code f7} a file. Refuses
 * whatever a file system would, and to remove what was not meant.
 */
final class ModelTree {
  final NavigableMap<RelPath, String> entries = new TreeMap<>();
  private final NavigableMap<RelPath, NavigableMap<RelPath, String>> parked = new TreeMap<>();

  static String name(boolean directory, long inode) {
    return (directory ? "d" : "f") + inode;
  }

  ModelTree copy() {
    ModelTree copy = new ModelTree();
    copy.entries.putAll(entries);
    return copy;
  }

  void rename(RelPath from, RelPath to) {
    needFree(to);
    var all = cut(from);
    needParent(to);
    put(all, from, to);
  }

  void swap(RelPath one, RelPath two) {
    var first = cut(one);
    var second = cut(two);
    put(first, one, two);
    put(second, two, one);
  }

  void make(RelPath path, String what) {
    needFree(path);
    needParent(path);
    entries.put(path, what);
  }

  void remove(RelPath path) {
    if (subtree(path).size() != 1) {
      throw new AssertionError(path + " is absent or not empty: " + subtree(path));
    }
    entries.remove(path);
  }

  List<RelPath> below(RelPath path) {
    return entries.keySet().stream().filter(path::contains).toList();
  }

  /** Takes the steps in order. */
  void take(List<Op> ops) {
    for (int i = 0; i < ops.size(); i++) {
      if (i + 1 < ops.size() && Steps.isSwap(ops.get(i), ops.get(i + 1))) {
        Action.Move move = (Action.Move) ops.get(i++).action();
        swap(move.from(), move.path());
      } else {
        take(ops.get(i));
      }
    }
  }

  private void take(Op op) {
    switch (op.action()) {
      case Action.Move move -> move(op.part(), move);
      case Action.MakeDirectory make ->
          replace(make.path(), make.target() != null, name(true, make.source().id().inode()));
      case Action.Copy copy ->
          replace(copy.path(), copy.target() != null, name(false, copy.source().id().inode()));
      case Action.Delete delete -> {
        String meant = name(delete.target().isDirectory(), delete.target().id().inode());
        if (!meant.equals(entries.get(delete.path()))) {
          throw new AssertionError("removes " + entries.get(delete.path()) + ", not " + meant);
        }
        remove(delete.path());
      }
      case Action.SetMetadata _, Action.KeepBeside _ -> {}
    }
  }

  private void move(Op.Part part, Action.Move move) {
    switch (part) {
      case WHOLE -> rename(move.from(), move.path());
      case PARK -> {
        ModelTree out = new ModelTree();
        out.put(cut(move.from()), move.from(), move.path());
        parked.put(move.path(), out.entries);
      }
      case UNPARK -> {
        needFree(move.path());
        needParent(move.path());
        entries.putAll(parked.remove(move.path()));
      }
    }
  }

  private void replace(RelPath path, boolean onto, String what) {
    if (onto) {
      remove(path);
    }
    make(path, what);
  }

  private NavigableMap<RelPath, String> subtree(RelPath path) {
    NavigableMap<RelPath, String> all = new TreeMap<>(entries);
    all.keySet().removeIf(at -> !at.equals(path) && !path.contains(at));
    return all;
  }

  private NavigableMap<RelPath, String> cut(RelPath path) {
    var all = subtree(path);
    if (!all.containsKey(path)) {
      throw new AssertionError(path + " is not there");
    }
    all.keySet().forEach(entries::remove);
    return all;
  }

  private void put(NavigableMap<RelPath, String> all, RelPath from, RelPath to) {
    all.forEach((at, what) -> entries.put(at.rebase(from, to), what));
  }

  private void needFree(RelPath path) {
    if (entries.containsKey(path)) {
      throw new AssertionError(path + " is taken by " + entries.get(path));
    }
  }

  private void needParent(RelPath path) {
    RelPath parent = path.parent();
    if (parent != null && !parent.isRoot() && !entries.getOrDefault(parent, "").startsWith("d")) {
      throw new AssertionError("no directory for " + path);
    }
  }
}
