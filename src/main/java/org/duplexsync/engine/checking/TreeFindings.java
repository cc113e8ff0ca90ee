package org.duplexsync.engine.checking;

import java.util.ArrayList;
import java.util.List;
import org.duplexsync.host.TreeFacts;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;

/** The facts of a root as lines for the operator. */
final class TreeFindings {
  private static final long LITTLE = 100L << 20;

  private TreeFindings() {}

  static List<Finding> of(Side side, TreeFacts facts) {
    var all = new ArrayList<Finding>();
    all.add(Finding.ok(side, "root", shown(facts.root()) + " (" + facts.fileSystem() + ")"));
    all.add(
        facts.writable()
            ? Finding.ok(side, "write access", "yes")
            : Finding.failed(
                side, "write access", "no", "give the account write access to the root"));
    all.add(Finding.ok(side, "temp dir", shown(facts.tempDir())));
    all.add(Finding.ok(side, "versions", shown(facts.versionsDir())));
    // opening the tree refuses a place from which nothing can be renamed
    all.add(Finding.ok(side, "rename", "from the temp dir to the root and the versions"));
    all.add(
        facts.hardLinks()
            ? Finding.ok(side, "hard links", "yes")
            : Finding.warning(
                side,
                "hard links",
                "no",
                facts.exchange()
                    ? "nothing to do: files are exchanged here"
                    : "a replaced file is copied aside"));
    all.add(Finding.ok(side, "time stamps", "to " + facts.tick().toNanos() / 1e6 + " ms"));
    all.add(
        facts.exchange()
            ? Finding.ok(side, "exchange", "yes")
            : Finding.warning(
                side,
                "exchange",
                "no",
                "what another program writes to a file in the moment it is replaced is lost unseen;"
                    + " a kernel from 3.15 on with ext4, xfs or btrfs can exchange"));
    all.add(
        facts.caseSensitive()
            ? Finding.ok(side, "case", "told apart")
            : Finding.warning(side, "case", "not told apart", "avoid names that differ in case"));
    all.add(space(side, facts));
    all.add(Finding.ok(side, "in use", inUse(facts)));
    for (RelPath mount : facts.mounts()) {
      all.add(
          Finding.warning(
              side, "mount below root", mount.toString(), "it is left out; make it a pair"));
    }
    for (String warning : facts.warnings()) {
      all.add(Finding.warning(side, "root", warning, ""));
    }
    return all;
  }

  /** What a link on the server leads to may hold anything. */
  private static String shown(String path) {
    return Bytes.of(path).toString();
  }

  private static Finding space(Side side, TreeFacts facts) {
    String found = (facts.freeBytes() >> 20) + " MiB and " + facts.freeInodes() + " inodes free";
    boolean enough = facts.freeBytes() > LITTLE && facts.freeInodes() > 1000;
    return enough
        ? Finding.ok(side, "space", found)
        : Finding.warning(side, "space", found, "make room: content is staged before it replaces");
  }

  private static String inUse(TreeFacts facts) {
    var used = new ArrayList<String>();
    if (facts.acl()) {
      used.add("ACL");
    }
    if (facts.xattr()) {
      used.add("xattr");
    }
    if (facts.selinux()) {
      used.add("SELinux");
    }
    return used.isEmpty() ? "no ACL, xattr or SELinux" : String.join(", ", used);
  }
}
