package org.duplexsync.host.memory;

import java.util.List;

/**
 * Who makes a call.
 *
 * @param groups the first is given to new files
 */
public record Account(String name, List<String> groups) {
  public static final Account ROOT = new Account("root", List.of("root"));
  static final int READ = 4;
  static final int WRITE = 2;
  static final int ENTER = 1;

  public static Account of(String name, String... more) {
    var groups = new java.util.ArrayList<String>(List.of(name));
    groups.addAll(List.of(more));
    return new Account(name, List.copyOf(groups));
  }

  String group() {
    return groups.getFirst();
  }

  boolean isRoot() {
    return name.equals("root");
  }

  boolean owns(Node node) {
    return isRoot() || node.owner.equals(name);
  }

  boolean may(Node node, int right) {
    if (isRoot()) {
      return true;
    }
    int shift = node.owner.equals(name) ? 6 : groups.contains(node.group) ? 3 : 0;
    return ((node.mode >> shift) & right) == right;
  }

  void need(Node node, int right, Object about) throws Errno {
    if (!may(node, right)) {
      throw new Errno("EACCES", about);
    }
  }
}
