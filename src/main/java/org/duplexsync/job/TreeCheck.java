package org.duplexsync.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Looks for trees that would get in one another's way. */
final class TreeCheck {
  /** A directory of a side. Two hosts with one address and port are one machine. */
  private record Directory(String machine, String path, Fields side, String key) {

    /** Such as {@code pairs[0]}. */
    String pair() {
      return side.path("").split("\\.")[0];
    }

    boolean in(Directory other) {
      return machine.equals(other.machine) && path.startsWith(other.path + "/");
    }

    boolean same(Directory other) {
      return machine.equals(other.machine) && path.equals(other.path);
    }

    String where() {
      return side.path(key) + " (line " + side.place(key).line() + ")";
    }
  }

  private final List<Directory> roots = new ArrayList<>();
  private final List<Directory> others = new ArrayList<>();

  void add(SideDef side, HostDef host, Fields fields) {
    String machine = machine(host);
    if (!side.root().isEmpty()) {
      roots.add(new Directory(machine, side.root(), fields, "root"));
    }
    if (side.tempDir() != null) {
      others.add(new Directory(machine, side.tempDir(), fields, "tempDir"));
    }
    if (side.versionsDir() != null) {
      others.add(new Directory(machine, side.versionsDir(), fields, "versionsDir"));
    }
  }

  static String machine(HostDef host) {
    return switch (host) {
      case HostDef.Local _ -> "this machine";
      case HostDef.Ssh ssh ->
          ssh.address().toLowerCase(Locale.ROOT) + ":" + (ssh.port() == null ? 22 : ssh.port());
    };
  }

  void check() {
    for (int i = 0; i < roots.size(); i++) {
      for (int j = 0; j < i; j++) {
        twoRoots(roots.get(j), roots.get(i));
      }
    }
    for (Directory other : others) {
      for (Directory root : roots) {
        besideRoot(other, root);
      }
    }
  }

  private static void twoRoots(Directory first, Directory second) {
    if (second.same(first)) {
      boolean samePair = second.pair().equals(first.pair());
      second.side.amiss(
          second.key,
          samePair
              ? "is A's root too; a pair needs two trees, write another directory or host"
              : "is a tree of another pair too, " + first.where() + "; delete one of the pairs");
    } else if (second.in(first)) {
      nested(second, first);
    } else if (first.in(second)) {
      nested(first, second);
    }
  }

  private static void nested(Directory inner, Directory outer) {
    inner.side.amiss(
        inner.key,
        "lies inside the root "
            + outer.where()
            + "; write directories that don't hold one another");
  }

  private static void besideRoot(Directory other, Directory root) {
    if (other.same(root) || other.in(root)) {
      String how = other.same(root) ? "is the root " : "lies inside the root ";
      other.side.amiss(
          other.key,
          how
              + root.where()
              + ", where its files would be served and synchronized; write a"
              + " directory outside, such as \""
              + beside(root.path)
              + "\"");
    }
  }

  private static String beside(String root) {
    String parent = root.substring(0, root.lastIndexOf('/'));
    return parent + "/.duplex-tmp";
  }
}
