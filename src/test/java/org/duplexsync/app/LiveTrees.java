package org.duplexsync.app;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.duplexsync.faults.Held;
import org.duplexsync.faults.Ledger;
import org.duplexsync.faults.Oracle;
import org.duplexsync.faults.Worker;
import org.duplexsync.lab.Lab;
import org.duplexsync.model.Side;

/** The lab's two image trees as the oracle sees them. */
record LiveTrees(Lab lab) {
  static String user(Side side) {
    return side == Side.A ? "webmgr" : "imgcms";
  }

  static String rootOn(Side side) {
    return side == Side.A ? LabJob.ROOT_A : LabJob.ROOT_B;
  }

  Path root(Side side) {
    return lab.path(side, rootOn(side));
  }

  Map<String, Held.Item> tree(Side side) {
    return Held.tree(root(side));
  }

  Held held(Side side) {
    String temp = side == Side.A ? "/home/webmgr/tmpdir/imgcms" : "/home/imgcms/tmpdir";
    return Held.read(root(side), lab.path(side, temp));
  }

  Set<String> differences() {
    return Oracle.differences(tree(Side.A), tree(Side.B));
  }

  boolean equal() {
    return differences().isEmpty();
  }

  Worker worker(Side side, Ledger ledger) {
    return new Worker(lab, side, user(side), rootOn(side), ledger);
  }
}
