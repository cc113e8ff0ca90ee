package org.duplexsync.reconcile;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Kind;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;

/** Two disks, what was agreed between them, and the versions that were kept. */
final class World {
  final Disk a;
  final Disk b;
  final Map<RelPath, Agreed> base = new TreeMap<>();
  final Set<Integer> versions = new HashSet<>();
  final Set<RelPath> excluded = new HashSet<>();

  World(Disk a, Disk b) {
    this.a = a;
    this.b = b;
  }

  Disk disk(Side side) {
    return side == Side.A ? a : b;
  }

  /** Both sides have what A has, and remember it. */
  void agree(boolean hashed, Instant now) {
    base.clear();
    b.nodes.clear();
    for (var entry : a.nodes.entrySet()) {
      Disk.Node node = entry.getValue();
      b.make(entry.getKey(), node.kind(), node.content(), node.mtime(), node.mode(), now);
      if (node.kind() != Kind.OTHER) {
        learn(entry.getKey(), hashed, now);
      }
    }
  }

  /** Remembers a path as both sides have it, if they agree. */
  void learn(RelPath path, boolean hashed, Instant now) {
    Disk.Node onA = a.get(path);
    Disk.Node onB = b.get(path);
    if (onA == null && onB == null) {
      base.remove(path);
    } else if (onA != null && onB != null && same(onA, onB)) {
      boolean file = onA.kind() == Kind.FILE;
      base.put(
          path,
          new Agreed(
              onA.entry(),
              file && hashed ? Disk.hash(onA.content()) : null,
              file && !hashed ? Agreed.How.ASSUMED : Agreed.How.HASHED,
              onB.entry().id(),
              now));
    }
  }

  static boolean same(Disk.Node x, Disk.Node y) {
    boolean time = x.kind() != Kind.FILE || Entry.sameTime(x.mtime(), y.mtime());
    boolean mode = x.kind() == Kind.SYMLINK || ((x.mode() ^ y.mode()) & 01777) == 0;
    boolean content = x.kind() == Kind.DIRECTORY || x.content() == y.content();
    return x.kind() == y.kind() && time && mode && content;
  }

  /** Why the two sides are not equal; empty if they are. */
  String differing() {
    Set<RelPath> paths = new HashSet<>(a.nodes.keySet());
    paths.addAll(b.nodes.keySet());
    for (RelPath path : paths) {
      Disk.Node onA = a.get(path);
      Disk.Node onB = b.get(path);
      if (hides(path)) {
        continue;
      }
      Agreed agreed = base.get(path);
      if (agreed != null && agreed.how() == Agreed.How.ASSUMED) {
        continue; // looked the same, and nobody has read it yet
      }
      if (onA == null || onB == null || !same(onA, onB)) {
        return path + ": A has " + onA + ", B has " + onB;
      }
    }
    return "";
  }

  boolean hides(RelPath path) {
    return excluded.stream().anyMatch(hidden -> hidden.equals(path) || hidden.contains(path));
  }

  Set<Integer> contents() {
    Set<Integer> all = new HashSet<>(versions);
    all.addAll(a.contents());
    all.addAll(b.contents());
    return all;
  }

  World copy() {
    World copy = new World(a.copy(), b.copy());
    copy.base.putAll(base);
    copy.versions.addAll(versions);
    copy.excluded.addAll(excluded);
    return copy;
  }

  /** The same with A and B exchanged. */
  World swapped() {
    World other = new World(b.copy(), a.copy());
    Map<RelPath, Agreed> mirrored = new HashMap<>();
    base.forEach((path, agreed) -> {
      Entry e = agreed.entry();
      Entry onB =
          new Entry(
              e.kind(),
              e.size(),
              e.mtime(),
              e.mode(),
              e.owner(),
              e.group(),
              e.target(),
              agreed.b());
      mirrored.put(path, new Agreed(onB, agreed.sha256(), agreed.how(), e.id(), agreed.at()));
    });
    other.base.putAll(mirrored);
    other.excluded.addAll(excluded);
    return other;
  }
}
